/** Why files that were sent were not taken, by reason. */
export const files = {
  title: 'The file was not taken',
  not_a_form:
    'What was sent could not be read. Nothing was kept. Choose the file again and send it again.',
  no_file: 'No file was chosen. Nothing was kept. Choose one and send it.',
  too_many_files: 'These are more files than can be sent at once. Nothing was kept. Send fewer.',
  file_too_large: 'A file is larger than may be sent here. Nothing was kept. Send a smaller one.',
  fields_too_large: 'The text beside the files is too long. Nothing was kept. Shorten it.',
  wrong_type:
    'A file is empty, or of a type that is not taken here. Nothing was kept. Send another.',
  refused_by_scan: 'A file was found to be harmful. Nothing was kept.',
} as const;
