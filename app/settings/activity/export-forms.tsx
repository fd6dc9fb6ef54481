import { ACTIVITY_FORMATS } from '#lib/assembly/export-activity';
import { say } from '#texts/say';
import { PostForm } from '#ui/post-form';
import { type ActivityFilter, activityQuery } from './filter';

/** What is chosen, as a file: also what stands on the pages after this one. */
export function ExportForms({ filter }: { filter: ActivityFilter }) {
  const fields = Object.entries(activityQuery(filter)).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <section className="card stack" aria-labelledby="export">
      <div className="stack-s">
        <h2 id="export">{say('activityExport.title')}</h2>
        <p className="hint">{say('activityExport.intro')}</p>
      </div>
      <div className="actions">
        {ACTIVITY_FORMATS.map((format) => (
          <PostForm
            key={format}
            action="/settings/activity/export"
            says={say(`activityExport.${format}`)}
            whilePending={say('activityExport.making')}
            isDownload
          >
            {fields}
            <input type="hidden" name="format" value={format} />
          </PostForm>
        ))}
      </div>
    </section>
  );
}
