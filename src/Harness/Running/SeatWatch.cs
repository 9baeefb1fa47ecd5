using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Stack;

namespace Conformance.Harness.Running;

/// <summary>How the system under test in a seat is doing.</summary>
internal enum Health
{
    /// <summary>Nothing speaks against it.</summary>
    Well,

    /// <summary>A case missed something and nothing was heard for a while: it is being asked.</summary>
    Asked,

    /// <summary>It did not answer, and is being restarted.</summary>
    Restarting,

    /// <summary>It did not answer, and nothing brings it back.</summary>
    Gone,
}

/// <summary>
/// Tells a system under test that breaks a rule by its silence from one that is not there any more. What a case says against the former is a finding;
/// the latter is one finding of its own, and the cases that met nobody come to no judgement.
/// </summary>
internal sealed class SeatWatch(AskedSeat seat, IReadOnlyList<TransportKind> transports, LowerTester tester, Aside aside)
{
    // Cases talk to it all the time; where none hears anything for so long, it is worth a question.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly HashSet<TransportKind> _dishonest = [];
    private readonly List<Finding> _deaths = [];
    private readonly List<(Wire.Sip.SipMessage? Request, Wire.Sip.SipMessage? Response)> _evidence = [];

    internal AskedSeat Seat => seat;

    internal Health Health { get; set; }

    /// <summary>The transports that the run uses in this seat.</summary>
    internal IReadOnlyList<TransportKind> Transports => transports;

    internal bool WasEverHeard => tester.Signs.LastHeard(seat.Seat) is not null;

    /// <summary>Why nothing can be said any more; null while it can.</summary>
    internal string? GoneBecause { get; private set; }

    /// <summary>It agreed over that transport to what nobody can know.</summary>
    internal void IsDishonestOver(TransportKind transport) => _dishonest.Add(transport);

    /// <summary>True when a result may owe itself to a system under test that is not there. A case that could not be driven has asked it nothing.</summary>
    internal bool IsDoubtful(CaseResult result, bool lostContact) =>
        result.Verdict is Verdict.Fail or Verdict.Inconclusive
        && result.MissingActions.Count == 0
        && (Health is not Health.Well || lostContact || tester.Signs.LastHeard(seat.Seat) is not { } heard || tester.Loop.Now - heard >= Quiet);

    /// <summary>Asks whether it is there; the answer comes on the loop.</summary>
    internal void Ask(Action<bool> alive)
    {
        var asked = tester.Loop.Now;
        var transport = transports.FirstOrDefault(t => tester.Signs.HasBeenHeard(seat.Seat, t), transports[0]);
        aside.Ask(seat, transport, "OPTIONS", [], answer =>
        {
            // One that never answers OPTIONS says nothing by its silence; it is gone only where nothing at all was ever heard.
            alive(answer.Response is not null || tester.Signs.LastHeard(seat.Seat) >= asked || (WasEverHeard && !tester.Signs.AnswersOptions(seat.Seat)));
        });
    }

    /// <summary>What a result says once it is known whether anybody was there, and whether its consent means anything.</summary>
    internal CaseResult Weigh(CaseResult result, TransportKind transport)
    {
        if (GoneBecause is { } gone && RestsOnSilence(result))
        {
            return Unjudged(result, gone);
        }

        if (!tester.Signs.HasBeenHeard(seat.Seat, transport) && RestsOnSilence(result))
        {
            return Unjudged(result, $"nothing was ever heard from {seat.Sut.Name} over {transport.ToString().ToUpperInvariant()} at {seat.Sut.SipAddress(transport)}: is it running, and is that its address?");
        }

        return result.Verdict is Verdict.Pass && _dishonest.Contains(transport)
            ? Unjudged(result, $"{seat.Sut.Name} answers everything alike (run/honesty-probe/{seat.Seat.Name}/{result.Transport}), so that its consent here shows nothing")
            : result;
    }

    /// <summary>Writes down that it fell silent, and after what.</summary>
    /// <param name="culprit">The case that was under way alone; null when there were several.</param>
    internal void Bury(string? culprit)
    {
        var silence = tester.Signs.LastHeard(seat.Seat);
        var open = tester.Signs.OpenSince(seat.Seat, silence).Where(r => culprit is null || r.CaseId == culprit).ToArray();
        if (silence is null)
        {
            return;
        }

        var first = open.FirstOrDefault();
        var others = open.Select(r => r.CaseId).Distinct().Count() - 1;
        _deaths.Add(new Finding
        {
            Severity = Severity.Fail,
            Kind = FindingKind.Flow,
            Message = first is null
                ? $"{seat.Sut.Name} stopped answering, with no request before it"
                : $"{seat.Sut.Name} stopped answering; the last that it was given is {first.Packet.Message?.Method} of {first.CaseId}"
                    + (culprit is not null ? ", which was under way alone" : others > 0 ? $", while requests of {others} other cases were before it too" : ""),
            Expected = "an answer to OPTIONS, whatever it was sent before",
            Observed = $"nothing for {(tester.Loop.Now - silence.Value).TotalSeconds:0.#} s",
            Entry = first is null ? null : _evidence.Count,
        });
        if (first is not null)
        {
            _evidence.Add((first.Packet.Message, null));
        }
    }

    /// <summary>No more is to be expected of it.</summary>
    internal void GiveUp(string why)
    {
        Health = Health.Gone;
        GoneBecause = WasEverHeard
            ? $"{seat.Sut.Name} had stopped answering (run/stays-alive/{seat.Seat.Name}){why}"
            : $"nothing was ever heard from {seat.Sut.Name} at {string.Join(", ", transports.Select(t => $"{seat.Sut.SipAddress(t)} ({TestCase.TransportName(t)})"))}: is it running, and are those its addresses?";
    }

    /// <summary>The finding of its own, where there is one.</summary>
    internal CaseResult? Obituary() => _deaths.Count == 0 ? null : RunRemark.Of($"stays-alive/{seat.Seat.Name}", seat, TestCase.TransportName(transports[0]), _evidence) with
    {
        Scenario = "stays-alive",
        Title = "A system under test goes on answering, whatever it is sent",
        Story = "Where a case misses something and nothing is heard for a while, the harness asks the system under test whether it is still there. "
            + "One that does not answer has stopped; what it was given last is named here.",
        Verdict = Verdict.Fail,
        Findings = _deaths,
    };

    /// <summary>A case that nobody was there for.</summary>
    internal CaseResult Missed(TestCase @case, string reason) => RunRemark.Of(@case.Id, seat, TestCase.TransportName(@case.Transport), []) with
    {
        Id = @case.Id,
        Scenario = @case.Scenario.Name,
        Suite = TestCase.SuiteName(@case.Scenario.Suite),
        Title = @case.Scenario.Title,
        Story = @case.Scenario.Story,
        Variant = @case.Variant.Name,
        Parties = [@case.Assignment.Party.Name],
        Verdict = Verdict.Inconclusive,
        Reason = reason,
    };

    private static CaseResult Unjudged(CaseResult result, string reason) => result with
    {
        Verdict = Verdict.Inconclusive,
        Warned = false,
        Reason = reason,
        Findings = [.. result.Findings.Where(f => f.Severity is not Severity.Fail)],
        Exercised = [],
    };

    /// <summary>True when no message of the other side speaks against it: what is missing may be missing because nobody was there.</summary>
    private static bool RestsOnSilence(CaseResult result) =>
        (result.Verdict is Verdict.Inconclusive && result.MissingActions.Count == 0) || (result.Verdict is Verdict.Fail && result.Findings.All(f => f.Severity is not Severity.Fail || f.Entry is null));
}
