using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Engine;

/// <content>How long things are awaited, and what becomes of those that come later.</content>
internal sealed partial class CaseRun
{
    // PIXIT_FANOUT_TIME where the SUT file gives none.
    private static readonly TimeSpan PerCopy = TimeSpan.FromMilliseconds(10);

    /// <summary>What is awaited after its time, since some of it may come late.</summary>
    private Operation.Await? _extended;

    private TimeSpan TimeFor(Operation.Await awaiting)
    {
        var steps = awaiting.Expectations.SelectMany(e => e.Alternatives).ToArray();
        var pixit = _settings.Pixit;
        var act = steps.OfType<Arrow>().Count(a => a.Message is ListCopy or MemberCopy) is var copies and > 0 ? pixit.FanOutTime ?? pixit.ActTime + (copies * PerCopy)
            : steps.Length > 0 && steps.All(s => s is Sight) ? pixit.UserTime ?? pixit.ActTime
            : pixit.ActTime;
        var response = pixit.ResponseTime;
        var longest = steps.All(s => s is Answer) || (steps.Any(s => s is Answer) && response > act) ? response : act;
        var timeouts = steps.OfType<Arrow>().Select(a => a.TransactionTimeouts).DefaultIfEmpty(0).Max();
        return longest + (timeouts * 64 * pixit.T1);
    }

    /// <summary>Time is over: goes on waiting where all that is missing may come late, once.</summary>
    /// <returns>False when it has not come, then.</returns>
    private bool MayStillCome(Operation.Await awaiting, IReadOnlyList<Awaited> missing)
    {
        var more = _settings.Pixit.Latest - TimeFor(awaiting);
        if (ReferenceEquals(awaiting, _extended) || more <= TimeSpan.Zero || !missing.All(a => MayBeLate(a.Expectation.Step) is not null))
        {
            return false;
        }

        _extended = awaiting;
        AllowTime(awaiting, more);
        return true;
    }

    /// <summary>
    /// The decision by which a line may come late and still has come: no text says how soon a receipt or a 202 has to follow its cause, only that it has to.
    /// Null for a line that is missing once its time is over.
    /// </summary>
    private string? MayBeLate(Step step) => step switch
    {
        Arrow { Message: Receipt, Passing: false, Repetition: false, TransactionTimeouts: 0 } arrow when arrow.From == SutParty => "AMB-67",
        Answer answer when answer.From == SutParty && Case.Assignment.Seat == Seat.ListService && _answeredBy.GetValueOrDefault(answer)?.Message is ListMessage => "A-06",
        _ => null,
    };

    /// <summary>What came after it was due, and before it was given up, is late.</summary>
    private void NoteLateness(Awaited awaited, Observed message)
    {
        var step = awaited.Expectation.Step;
        if (_awaiting is not { Fence: null } awaiting || !ReferenceEquals(awaiting, _extended) || MayBeLate(step) is not { } reading)
        {
            return;
        }

        var concerned = step.Requirements.Intersect(Ledger.Readings.Get(reading).Requirements).ToArray();
        Find(
            concerned.Length > 0 ? concerned : [.. step.Requirements.Take(1)],
            $"{message.From} sent {step.Label} later than it was due",
            $"{step.Label} within {TimeFor(awaiting).TotalSeconds:0.#} s",
            $"{Summary.Of(message)} at {message.At.TotalMilliseconds:0} ms",
            message,
            weight: Ledger.Severity.Warning,
            reading: reading);
    }
}
