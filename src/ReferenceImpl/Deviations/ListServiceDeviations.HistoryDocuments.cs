using System.Text.RegularExpressions;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Mime;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // How a history is written and labelled, whoever is in it.
    private static IReadOnlyList<Deviation> HistoryDocuments =>
    [
        Fault("U5365-1-06-follow-up", "U5365-1-06", "Sends the history in a second MESSAGE.",
            c => c with
            {
                Parts = (request, _) => request.Body.Payload,
                Extras = (host, copy, message) => [(host
                    .NewRequest("MESSAGE", message.RequestUriText, Hosting.SipAddresses.ForTo(copy.Target.RequestUri), message.From?.Uri.ToString() ?? "sip:anonymous@anonymous.invalid")
                    .Add("Content-Disposition", c.History.Disposition)
                    .Body(c.History.Write(Lists.Service.History.For(copy.Request.Recipients, null, BlindMode.Strip, c.History)), c.History.ContentType)
                    .Build(), copy.Target.Hop)],
            }),
        Fault("U5365-3-05-unmodified", "U5365-3-05", "Attaches the received list as the history.",
            Attaching((history, list) => history.Edit().Content(list.Content).Build())),
        Fault("U5365-9-03-identical", "U5365-9-03", "Passes the list part on as it came.", Attaching((_, list) => list)),
        Fault("C5364-3-01-both-lists", "C5364-3-01", "Passes the list on beside the history.",
            c => c with { Parts = (request, history) => [.. request.Body.Payload, .. request.Body.ListParts, .. history is null ? [] : (ReadOnlySpan<MimeEntity>)[history]] }),
        Fault("U5365-3-09-recipient-list", "U5365-3-09", "Labels the history recipient-list.", History(h => h with { Disposition = "recipient-list; handling=optional" })),
        Fault("U5365-4-08-plain-text", "U5365-4-08", "Writes the history as plain text.",
            History(h => h with { ContentType = "text/plain", Document = xml => "To: " + string.Join(", ", Uris().Matches(xml).Select(match => match.Groups[1].Value)) })),
        Fault("U5365-4-11-proprietary", "U5365-4-11", "Writes histories in a format of its own, which nobody has declared.",
            History(h => h with { ContentType = "application/x-people+xml" })),
        Fault("U5365-4-13-nested", "U5365-4-13", "Nests a list in the history.",
            History(h => h with { Document = xml => xml.Replace("<list>", "<list><list>", StringComparison.Ordinal).Replace("</list>", "</list></list>", StringComparison.Ordinal) })),
        Fault("U5365-3-05-first-colon", "U5365-3-05", "Takes the first colon after the host for that before the port, in the brackets of an IPv6 address too.",
            History(h => h with { Document = xml => Bracketed().Replace(xml, "$1$2") })),
        Fault("U5365-7.3-06-any-xml", "U5365-7.3-06", "Calls the history application/xml.", History(h => h with { ContentType = "application/xml" })),
        Fault("U5365-7.3-08-misspelt", "U5365-7.3-08", "Labels the history recipientlist-history.", History(h => h with { Disposition = "recipientlist-history; handling=optional" })),
        Fault("U5365-7.3-09-no-handling", "U5365-7.3-09", "Leaves out handling, which then means required.", History(h => h with { Disposition = "recipient-list-history" })),
        Fault("C5364-7-06-required", "C5364-7-06", "Says handling=required.", History(h => h with { Disposition = "recipient-list-history; handling=required" })),
        Fault("C5364-5-01-unqualified", "C5364-5-01", "Writes the attributes without their namespace.", History(h => h with { Document = xml => xml.Replace(" cp:", " ", StringComparison.Ordinal) })),
        Fault("C5364-5-03-count-in-words", "C5364-5-03", "Writes counts in words.", History(h => h with { Document = xml => Counts().Replace(xml, "cp:count=\"two\"") })),
        Fault("C5364-7-04-on-display-name", "C5364-7-04", "Writes the attributes on display-name.",
            History(h => h with { Document = xml => Attributes().Replace(xml, "$1><display-name$2>recipient</display-name></entry>") })),
        Fault("C5364-4-23-bad-boolean", "C5364-4-23", "Writes anonymize=\"no\" on every entry of the history.",
            EachEntry(one => one with { AnonymizeText = "no" })),
        Fault("I4826-3.1-01-latin-1", "I4826-3.1-01", "Says that the history is in ISO-8859-1.", History(h => h with { Document = xml => xml.Replace("UTF-8", "ISO-8859-1", StringComparison.Ordinal) })),
        Fault("I4826-3.1-02-no-uri", "I4826-3.1-02", "Names recipients by display name only.",
            History(h => h with { Document = xml => Attributes().Replace(xml, match => $"<entry{match.Groups[2].Value}><display-name>recipient</display-name></entry>") })),
    ];

    private static Func<ListServiceConduct, ListServiceConduct> Attaching(Func<MimeEntity, MimeEntity, MimeEntity> part) => c => c with
    {
        Parts = (request, history) => history is null || request.Body.ListParts.Count == 0
            ? request.Body.Payload
            : [.. request.Body.Payload, part(history, request.Body.ListParts[0])],
    };

    [GeneratedRegex(" uri=\"([^\"]*)\"")]
    private static partial Regex Uris();

    [GeneratedRegex(@"(@)\[([0-9a-f]+):[0-9a-f:]*\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex("cp:count=\"[0-9]+\"")]
    private static partial Regex Counts();

    [GeneratedRegex("(<entry uri=\"[^\"]*\")([^>]*?)/>")]
    private static partial Regex Attributes();
}
