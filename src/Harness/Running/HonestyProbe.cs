using Conformance.Harness.Engine;
using Conformance.Harness.Results;
using Conformance.Stack;

namespace Conformance.Harness.Running;

/// <summary>
/// Opens a run: asks for a method and for an extension that nobody can know. A system under test that agrees to both agrees to anything, and that it
/// agrees to what the cases ask then shows nothing (RFC 3261 8.2.1, 8.2.2.3).
/// </summary>
internal sealed class HonestyProbe(Aside aside, IdSource ids)
{
    /// <summary>Asks over one transport.</summary>
    /// <param name="to">Whom to ask.</param>
    /// <param name="transport">By which way.</param>
    /// <param name="done">Called once, when both answers have come or their time is over: with null, or with the finding that it answers everything alike.</param>
    internal void Ask(AskedSeat to, TransportKind transport, Action<CaseResult?> done)
    {
        var method = $"X{ids.Token(10).ToUpperInvariant()}";
        var extension = $"x-{ids.Token(10)}";
        var answers = new List<AsideAnswer>();
        void Take(AsideAnswer answer)
        {
            answers.Add(answer);
            if (answers.Count == 2)
            {
                done(answers.All(a => a.Response is { StatusCode: >= 200 and < 300 }) ? Dishonest(to, transport, answers) : null);
            }
        }

        aside.Ask(to, transport, method, [], Take);

        // A proxy looks at Proxy-Require alone, an endpoint at Require alone; whichever this is has something to refuse.
        aside.Ask(to, transport, "OPTIONS", [("Require", extension), ("Proxy-Require", extension)], Take);
    }

    private static CaseResult Dishonest(AskedSeat to, TransportKind transport, IReadOnlyList<AsideAnswer> answers)
    {
        var name = TestCase.TransportName(transport);
        return RunRemark.Of($"honesty-probe/{to.Seat.Name}/{name}", to, name, answers.Select(a => (a.Request, a.Response))) with
        {
            Scenario = "honesty-probe",
            Title = "A system under test that knows what it answers refuses what nobody can know",
            Story = "Before the first case the harness asks for a method and for an extension with made-up names. Whoever agrees to both agrees to anything, "
                + "so that its consent to what the cases ask shows nothing.",
            Verdict = Verdict.Fail,
            Findings =
            [
                new Finding
                {
                    Requirement = "I3261-8.2.2.3-01",
                    Severity = Ledger.Severity.Fail,
                    Kind = FindingKind.Flow,
                    Message = $"{to.Sut.Name} answers everything alike: it agreed to a method and to an extension that do not exist",
                    Expected = "405 or 501 to an unknown method, 420 to an unknown extension",
                    Observed = string.Join(" and ", answers.Select(a => $"{a.Response?.StatusCode} to {a.Request?.Method}")),
                    Entry = 1,
                },
            ],
        };
    }
}
