using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack;

namespace Conformance.Harness.Engine;

/// <summary>Messages of a trace as entries of a timeline.</summary>
internal static class WireEntries
{
    internal static TimelineEntry.Wire Of(Observed message, int index) => new(index, message.At)
    {
        From = Column(message.From),
        To = Column(message.To),
        FromSut = message.FromSut,
        Protocol = message.Msrp is not null || (message.Sip is null && message.Transport is not TransportKind.Udp) ? "MSRP" : "SIP",
        Transport = message.Transport.ToString().ToUpperInvariant(),
        Label = Summary.Of(message) + WhoOfCrowd(message) + (message.Retransmission ? " (again)" : ""),
        Bytes = message.Bytes,
        Mark = message.Mark,
        Provocation = message.Provocation,
        Place = message.Place,
    };

    /// <summary>The column of a party; a crowd shares one.</summary>
    internal static string Column(Party party) => party.Crowd ?? party.Name;

    private static string WhoOfCrowd(Observed message) => message.To.Crowd is not null ? $" {message.To}" : message.From.Crowd is not null ? $" {message.From}" : "";
}
