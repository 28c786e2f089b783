import { GenieError } from '../../errors.ts';
import { placeText, type CallPlace } from './call-place.ts';

/** A flow written in TypeScript that cannot become a document. `place` is the line of the author's own code. */
export class FlowDefinitionError extends GenieError {
  readonly place: CallPlace | undefined;

  constructor(message: string, place?: CallPlace, detail?: string) {
    const details = [...(place === undefined ? [] : [placeText(place)]), ...(detail === undefined ? [] : [detail])];
    super('FLOW_DEFINITION_INVALID', message, {
      isRetryable: false,
      ...(details.length === 0 ? {} : { detail: details.join('\n') }),
    });
    this.place = place;
  }
}
