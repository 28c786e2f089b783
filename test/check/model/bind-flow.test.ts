import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { defineStep, expression, stepList } from '../../../src/step.ts';
import { bind, meanings } from './bind.ts';

const log = (message: string, more: object = {}) => ({ type: 'log', message, ...more });
const named = (name: string) => ({ type: 'transform', name, expression: '1' });

describe('bindFlow', () => {
  it('gives a result its name behind the step that makes it, in both dialects', () => {
    const model = bind({
      steps: [
        { type: 'directus_read', result_key: 'row', config: { collection: '$row', id: '$input.id' } },
        { type: 'log', name: 'row2', message: 'Row {{row.id}} of {{context.user_id}}: $row["a b"]' },
        { type: 'log', config: { message: '$row2.logged $params.x $env.A $user.id' } },
      ],
      output: { id: '$row.id', all: '{{size(steps)}}' },
    });
    expect(meanings(model)).toEqual([
      '0 $row: nothing',
      '0 $input.id: input',
      '1 row.id: result of 0',
      '1 context.user_id: context',
      '1 $row["a b"]: result of 0',
      '2 $row2.logged: result of 1',
      '2 $params.x: input',
      '2 $env.A: env',
      '2 $user.id: user',
      'output $row.id: result of 0',
      'output steps: steps',
    ]);
  });

  it('shows the results of a branch behind the condition, and not in the other branch', () => {
    const model = bind({
      steps: [
        {
          type: 'condition',
          name: 'choice',
          if: 'page == null',
          then: [named('page'), log('$page $choice')],
          else: [log('$page')],
          on_error: { steps: [log('$page $error.message')] },
        },
        log('$page.status $choice.branch $error.code'),
      ],
    });
    expect(meanings(model)).toEqual([
      '0 page: nothing',
      '0.then.1 $page: result of 0.then.0',
      '0.then.1 $choice: nothing',
      '0.else.0 $page: nothing',
      '0.on_error.0 $page: result of 0.then.0',
      '0.on_error.0 $error.message: error of 0',
      '1 $page.status: result of 0.then.0',
      '1 $choice.branch: result of 0',
      '1 $error.code: nothing',
    ]);
    const [page] = model.steps.filter(({ step }) => step.type === 'log').slice(1);
    expect(page!.scope.at(page!.order).map(({ name }) => name)).not.toContain('page');
    const last = model.topLevel[1]!;
    expect(last.scope.at(last.order).map(({ name }) => name)).toEqual(expect.arrayContaining(['page', 'choice']));
    expect(last.scope.at(last.order).map(({ name }) => name)).not.toContain('error');
  });

  it('keeps what is made in a loop inside it, with its item and index', () => {
    const model = bind({
      steps: [
        named('rows'),
        {
          type: 'loop',
          name: 'rounds',
          items: '{{rows}} $item',
          as: 'row',
          steps: [
            named('kept'),
            log('$row $index $kept $item $rounds $rows'),
            { type: 'loop', items: '$row', steps: [log('$item $row $kept')] },
          ],
        },
        log('$kept $row $index $rounds[0].kept'),
      ],
    });
    expect(meanings(model)).toEqual([
      '1 rows: result of 0',
      '1 $item: nothing',
      '1.steps.1 $row: item of 1',
      '1.steps.1 $index: index of 1',
      '1.steps.1 $kept: result of 1.steps.0',
      '1.steps.1 $item: nothing',
      '1.steps.1 $rounds: nothing',
      '1.steps.1 $rows: result of 0',
      '1.steps.2 $row: item of 1',
      '1.steps.2.steps.0 $item: item of 1.steps.2',
      '1.steps.2.steps.0 $row: item of 1',
      '1.steps.2.steps.0 $kept: result of 1.steps.0',
      '2 $kept: nothing',
      '2 $row: nothing',
      '2 $index: nothing',
      '2 $rounds[0].kept: result of 1',
    ]);
  });

  it('keeps the branches of parallel apart, and gives them no item', () => {
    const branches = { left: [named('a'), log('$a $item')], right: [named('b'), log('$a $b $index')] };
    const model = bind({ steps: [{ type: 'parallel', name: 'both', branches }, log('$a $both.left.a')] });
    expect(meanings(model)).toEqual([
      '0.branches.left.1 $a: result of 0.branches.left.0',
      '0.branches.left.1 $item: nothing',
      '0.branches.right.1 $a: nothing',
      '0.branches.right.1 $b: result of 0.branches.right.0',
      '0.branches.right.1 $index: nothing',
      '1 $a: nothing',
      '1 $both.left.a: result of 0',
    ]);
  });

  it('lets "until" see what the polls leave, and nobody else', () => {
    const waitFor = { type: 'wait-for', until: 'job.done && item', steps: [named('job')] };
    expect(meanings(bind({ steps: [waitFor, log('$job')] }))).toEqual([
      '0 job.done: result of 0.steps.0',
      '0 item: nothing',
      '1 $job: nothing',
    ]);
    const enveloped = { type: 'wait-for', config: { until: '{{ $job.done }}', steps: [named('job')] } };
    expect(meanings(bind({ steps: [enveloped] }))).toEqual(['0 $job.done: result of 0.steps.0']);
  });

  it('shows the error in "on_error" and "retry.if" only, the innermost one, and what its steps leave behind it', () => {
    const model = bind({
      steps: [
        {
          ...log('$error.code', { name: 'first', retry: { attempts: 2, if: "error.code == 'X'" } }),
          on_error: {
            steps: [
              { ...log('$error.code'), on_error: { steps: [log('$error.step $first')] } },
              log('$error.message'),
              named('instead'),
            ],
          },
        },
        log('$instead $error $first'),
      ],
    });
    expect(meanings(model).toSorted()).toEqual(
      [
        '0 error.code: error of 0',
        '0 $error.code: nothing',
        '0.on_error.0 $error.code: error of 0',
        '0.on_error.0.on_error.0 $error.step: error of 0.on_error.0',
        '0.on_error.0.on_error.0 $first: nothing',
        '0.on_error.1 $error.message: error of 0',
        '1 $instead: result of 0.on_error.2',
        '1 $error: nothing',
        '1 $first: result of 0',
      ].toSorted(),
    );
  });

  it('shows every result in "finally", and none of its own outside', () => {
    const model = bind({
      steps: [named('a'), { type: 'condition', if: 'true', then: [named('b')] }],
      finally: [named('c'), log('$a $b $c $steps[1]')],
      output: '$a $b $c',
    });
    expect(meanings(model)).toEqual([
      'finally.1 $a: result of 0',
      'finally.1 $b: result of 1.then.0',
      'finally.1 $c: result of finally.0',
      'finally.1 $steps[1]: result of 1',
      'output $a: result of 0',
      'output $b: result of 1.then.0',
      'output $c: nothing',
    ]);
  });

  it('counts only the steps of the flow itself in $steps, entries that are no steps included', () => {
    const loop = { type: 'loop', items: [1], steps: [log('$steps[1].a $steps[2] $steps[3]')] };
    const model = bind({ steps: [named('a'), 5, named('b'), loop, log('$steps[3] $steps[9] $steps[2].x')] });
    expect(meanings(model)).toEqual([
      '3.steps.0 $steps[1].a: steps',
      '3.steps.0 $steps[2]: result of 2',
      '3.steps.0 $steps[3]: steps',
      '4 $steps[3]: result of 3',
      '4 $steps[9]: steps',
      '4 $steps[2].x: result of 2',
    ]);
    expect(model.references.at(-1)!.fields).toEqual(['x']);
    expect(model.topLevel[1]!.readers.map(({ reference }) => reference.text)).toEqual(['$steps[2]', '$steps[2].x']);
  });

  it('takes the lists of steps of a type that a project brings for closed, with an item and an index', () => {
    const each = defineStep({
      type: 'each_page',
      summary: 'Runs steps for each page.',
      needs: [],
      effect: 'none',
      config: () => z.strictObject({ do: stepList(), stop: expression() }),
      result: () => z.unknown(),
      example: { do: [], stop: 'true' },
      run: () => null,
      stub: () => null,
    });
    const step = { type: 'each_page', config: { stop: 'seen.done', do: [named('seen'), log('$seen $item $index')] } };
    expect(meanings(bind({ steps: [step, log('$seen')] }, [each]))).toEqual([
      '0.do.1 $seen: result of 0.do.0',
      '0.do.1 $item: item of 0',
      '0.do.1 $index: index of 0',
      '0 seen.done: result of 0.do.0',
      '1 $seen: nothing',
    ]);
  });

  it('leaves out what is nested deeper than the reader allows', () => {
    let step: object = log('$a');
    for (let depth = 0; depth < 40; depth++) step = { type: 'condition', if: 'true', then: [step] };
    expect(bind({ steps: [step] }).steps).toHaveLength(16);
  });

  it('takes names of object prototypes for names like any other', () => {
    const steps = [named('constructor'), log('$constructor.x $toString $hasOwnProperty')];
    expect(meanings(bind({ steps }))).toEqual([
      '1 $constructor.x: result of 0',
      '1 $toString: nothing',
      '1 $hasOwnProperty: nothing',
    ]);
  });
});
