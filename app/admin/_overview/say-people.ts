import { MOST } from '#lib/admin/overview/most';
import type { PeopleCounts } from '#lib/admin/overview/people';
import { say } from '#texts/say';
import { sayNumber, sayShare } from '../../_ui/say-number';

/** A number as it stands, or as what there is at the least. */
export const sayCounted = (count: number, isMore: boolean): string =>
  isMore ? say('overviewNumbers.atLeast', { count: sayNumber(count) }) : sayNumber(count);

/** What was counted of people. A share of those that were counted is none of all: then it is left out. */
export const sayPeople = ({ all, fresh, disabled, isMore, isMoreFresh }: PeopleCounts) => ({
  all: isMore ? say('overviewNumbers.more', { count: sayNumber(MOST) }) : sayNumber(all),
  fresh: say('overviewNumbers.fresh', { count: sayCounted(fresh, isMoreFresh) }),
  disabled: sayCounted(disabled, isMore),
  share: isMore ? null : say('overviewNumbers.ofAll', { share: sayShare(disabled, all) }),
});
