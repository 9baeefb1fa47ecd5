using Conformance.Harness.Engine;
using Conformance.Harness.Results;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Running;

/// <summary>
/// What is to be said about the system under test that no case says: in the reports it stands among the cases, in a suite <c>run</c> of its own, and only
/// when there is something to say.
/// </summary>
internal static class RunRemark
{
    /// <summary>Name of the suite.</summary>
    internal const string Suite = "run";

    internal static CaseResult Of(string id, AskedSeat about, string transport, IEnumerable<(SipMessage? Request, SipMessage? Response)> exchanges)
    {
        var timeline = new List<TimelineEntry>();
        foreach (var message in exchanges.SelectMany(e => new[] { e.Request, e.Response }).OfType<SipMessage>())
        {
            timeline.Add(Wire(message, about.Party.Name, transport, timeline.Count));
        }

        return new CaseResult
        {
            Id = $"{Suite}/{id}",
            Scenario = id,
            Suite = Suite,
            Title = "",
            Story = "",
            Seat = about.Seat.Name,
            Transport = transport,
            Variant = "",
            Verdict = Verdict.Inconclusive,
            Duration = TimeSpan.Zero,
            Parties = ["Harness", about.Party.Name],
            SutParty = about.Party.Name,
            Findings = [],
            Timeline = timeline,
            Exercised = [],
        };
    }

    private static TimelineEntry.Wire Wire(SipMessage message, string sut, string transport, int index) => new(index, TimeSpan.Zero)
    {
        From = message.IsRequest ? "Harness" : sut,
        To = message.IsRequest ? sut : "Harness",
        FromSut = !message.IsRequest,
        Protocol = "SIP",
        Transport = transport.ToUpperInvariant(),
        Label = message.IsRequest ? message.Method : $"{message.StatusCode} {message.ReasonPhrase}".TrimEnd(),
        Bytes = message.Bytes,
        Mark = message.IsRequest ? ArrowMark.Expected : ArrowMark.Unexpected,
    };
}
