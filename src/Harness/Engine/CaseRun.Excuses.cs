using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;

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

    /// <summary>True for a 200 over MSRP where a failure REPORT is as good a refusal as an error response (RFC 4975 7.1.2): it may still come.</summary>
    private static bool DecidesNothing(Awaited awaited, Observed response) =>
        response is { Msrp: not null, StatusCode: 200 } && awaited.Expectation.Alternatives.Any(step => step is Arrow { Message: DeliveryReport });

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
