using Conformance.Harness.Dsl;

namespace Conformance.Harness.Engine;

/// <content>What readings of ambiguous passages let pass, and what they close.</content>
internal sealed partial class CaseRun
{
    /// <summary>True when the tester has chosen a reading under which an alternative of a choice is not open.</summary>
    private bool IsClosed(Step step, Step alternative, out (string Id, string Alternative) chosen)
    {
        chosen = default;
        if (step is not OneOf { Reading: { } id } choice || alternative.Alternative is not { } needed || _settings.Pixit.Readings.Of(Ledger.Readings.Get(id))?.Name is not { } inForce)
        {
            return false;
        }

        chosen = (id, inForce);
        return inForce != needed && choice.Alternatives.Any(a => a.Alternative == inForce);
    }

    private bool IsAnswerBySip(Expectation expectation) =>
        expectation.Alternatives.All(step => step is Answer answer && expectation.Requests.TryGetValue(answer, out var request) && !IsOverSession(request.From));

    /// <summary>True when an ambiguity of the texts lets the line go wrong, under the readings of the run.</summary>
    private bool IsExcused(Step step) =>
        step.IsUndecided
        || Grounded(step) is var grounded && _settings.Pixit.Readings.Weigh(grounded.Reading, grounded.Alternative, step.Weight ?? Ledger.Severity.Fail) is not Ledger.Severity.Fail;

    /// <summary>The line with the reading that its message is owed by, where it does not rest on another one.</summary>
    private Step Grounded(Step step) =>
        step is Arrow { Passing: false, Reading: null } arrow && arrow.Message.OwedUnless(Case.Assignment.Seat) is var (reading, alternative) ? step.Resting(reading, alternative) : step;
}
