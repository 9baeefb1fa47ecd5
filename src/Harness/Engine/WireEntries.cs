using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Smime;

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
        Opened = message.Keys is not null && message.Content is { } content ? [.. Envelopes(content)] : [],
    };

    /// <summary>The envelopes that could be opened, wherever they stand.</summary>
    private static IEnumerable<OpenedEnvelope> Envelopes(Content content)
    {
        if (content is { Layer: { Kind: Protection.Encrypted, Content: { } entity }, Opened: { } inside })
        {
            yield return new OpenedEnvelope(string.Join(", ", inside.Layers.Select(Note)), entity.Bytes);
        }

        foreach (var further in content.Parts.Append(content.Opened).Append(content.Encapsulated).OfType<Content>().SelectMany(Envelopes))
        {
            yield return further;
        }
    }

    private static string Note(SmimeLayer layer) => layer switch
    {
        { Flaw: { } flaw } => flaw,
        { Signer: { } signer } => $"signed by {signer.Subject}",
        _ => layer.Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The column of a party; a crowd shares one.</summary>
    internal static string Column(Party party) => party.Crowd ?? party.Name;

    private static string WhoOfCrowd(Observed message) => message.To.Crowd is not null ? $" {message.To}" : message.From.Crowd is not null ? $" {message.From}" : "";
}
