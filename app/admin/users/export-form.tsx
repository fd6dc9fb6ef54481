import { say } from '#texts/say';
import { PostForm } from '#ui/post-form';
import { type AskedPeople, isAsked } from './filter';

/** Takes the filter along: the file has whom the list has, on all its pages. */
export const PeopleExport = ({ asked }: { asked: AskedPeople }) => (
  <section className="card stack" aria-labelledby="export">
    <div className="stack-s">
      <h2 id="export">{say('userExport.title')}</h2>
      <p className="hint">{say(isAsked(asked) ? 'userExport.some' : 'userExport.all')}</p>
    </div>
    <PostForm
      action="/admin/users/export"
      says={say('userExport.csv')}
      whilePending={say('userExport.exporting')}
      isDownload
    >
      {Object.entries(asked.values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </PostForm>
  </section>
);
