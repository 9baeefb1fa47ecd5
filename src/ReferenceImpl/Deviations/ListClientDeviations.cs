using System.Text.RegularExpressions;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Client;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat list-client, one row each.</summary>
internal static partial class ListClientDeviations
{
    public static IReadOnlyList<Deviation> All { get; } =
    [
        // The request as a whole.
        Fault("U5365-1-01-one-each", "U5365-1-01", "Sends one list MESSAGE per recipient.",
            c => c with { Requests = (host, request, to) => [.. to.Select(_ => request.Edit().Set("Call-ID", host.Ids.CallId()).Build())] }),
        Fault("F5363-3.1-02-uploads-first", "F5363-3.1-02", "Announces the list with a SUBSCRIBE before each message.",
            c => c with
            {
                Requests = (_, request, _) =>
                    [request.Edit().WithMethod("SUBSCRIBE").Set("CSeq", "1 SUBSCRIBE").Set("Event", "presence").Remove("Require").Remove("Content-Type").Body(default).Build(), request],
            }),
        Fault("I3428-2-01-dialog-first", "I3428-2-01", "Opens a dialog with the service before its first text.",
            c => c with
            {
                Requests = (_, request, _) =>
                    [request.Edit().WithMethod("INVITE").Set("CSeq", "1 INVITE").Set("Contact", $"<{request.From?.Uri}>").Remove("Require").Remove("Content-Type").Body(default).Build(), request],
            }),
        Fault("I5360-5.9.2-01-tries-again", "I5360-5.9.2-01", "Sends the same list again at once when consent is missing.",
            c => c with { SendsAgain = (outcome, attempts) => outcome.Status == 470 && attempts < 20 }),
        Fault("U5365-1-01-asks-too-soon", "U5365-1-01", "Takes Retry-After for an invitation to send the same list again at once.",
            c => c with { SendsAgain = (outcome, attempts) => outcome.Response?.Has(SipHeader.RetryAfter) == true && attempts < 3 }),
        Fault("C5364-8-02-any-certificate", "C5364-8-02", "Takes any certificate for that of the service.", c => c with { Sip = c.Sip with { ChecksCertificates = false } }),
        Fault("C5364-8-03-falls-back", "C5364-8-03", "Falls back from TLS to the port beside it, in clear.", c => c with { Hop = SipFaults.BesideTls }),
        Fault("F5363-5.1-01-falls-back", "F5363-5.1-01", "Goes on without TLS when it is set to use it.", c => c with { Hop = SipFaults.BesideTls }),
        Fault("I3428-8-02-client-any-size", "I3428-8-02", "Sends more than 1300 octets without knowing the path.", c => c with { TrustsPath = true }),
        Request("U5365-6-01-contact", "U5365-6-01", "Adds a Contact.", m => m.Add("Contact", "<sip:me@192.0.2.1>")),
        Request("I3428-4-03-client-contact", "I3428-4-03", "Adds a Contact, as its stack does for every request.", m => m.Add("Contact", "<sip:me@192.0.2.1>")),
        Request("I3428-4-01-client-no-max-forwards", "I3428-4-01", "Leaves Max-Forwards out.", m => m.Remove("Max-Forwards")),
        Request("I3428-4-04-client-to-tag", "I3428-4-04", "Writes as if in a dialog: To has a tag.", (request, m) => m.Set("To", $"<{request.To?.Uri}>;tag=1a2b3c")),
        Request("I3428-4-06-http-date", "I3428-4-06", "Writes an HTTP date into Expires.", m => m.Add("Expires", "Thu, 31 Dec 2099 23:59:59 GMT")),
        Request("I3428-4-07-client-no-date", "I3428-4-07", "Sends Expires without Date.", m => m.Add("Expires", "3600")),
        Request("I3428-5-03-client-im-in-route", "I3428-5-03", "Puts an im: URI in Route.", (request, m) => m.Add("Route", $"<{Im(request.To?.Uri)}>")),
        Request("I3428-5-04-im-in-from", "I3428-5-04", "Writes From with an im: URI.", (request, m) => m.Set("From", $"<{Im(request.From?.Uri)}>;tag={request.FromTag}")),
        Request("I3428-5-05-im-in-to", "I3428-5-05", "Writes the im: URI into To although it knows the SIP URI.", (request, m) => m.Set("To", $"<{Im(request.To?.Uri)}>")),
        Request("I3428-9-01-accept", "I3428-9-01", "Sends an Accept.", m => m.Add("Accept", "text/plain")),
        Fault("U5365-6-02-recipient-as-target", "U5365-6-02", "Puts the first recipient in the Request-URI and the service in Route.",
            c => c with { Requests = (_, request, to) => [AtFirst(request, to)] }),
        Fault("I3428-8-03-client-overlaps", "I3428-8-03", "Sends the next message while one is pending.", c => c with { Sip = c.Sip with { OneMessagePerUri = false } }),

        // The option tag.
        Request("U5365-4-04-untagged", "U5365-4-04", "Leaves the option tag out when it sends a list in another format.",
            (message, edit) => message.Body.Span.IndexOf("text/uri-list"u8) >= 0 ? edit.Remove("Require") : edit),
        Fault("U5365-5-01-proxy-require", "U5365-5-01", "Puts the option tag in Proxy-Require.", c => c with { TagHeader = "Proxy-Require" }),
        Fault("U5365-6-06-supported-only", "U5365-6-06", "Puts the option tag in Supported only.", c => c with { TagHeader = "Supported" }),
        Request("U5365-6-07-dropped-on-retry", "U5365-6-07", "Drops Require when it resubmits with credentials.",
            (request, m) => request.Has(SipHeader.Authorization) || request.Has(SipHeader.ProxyAuthorization) ? m.Remove("Require") : m),
        Request("I3261-22.2-02-retry-without-list", "I3261-22.2-02", "Leaves the list out when it resubmits with credentials.",
            (request, m) => request.Has(SipHeader.Authorization) || request.Has(SipHeader.ProxyAuthorization) ? m.Body("retry"u8.ToArray(), "text/plain") : m),
        Fault("U5365-11-01-client-misspelt-tag", "U5365-11-01", "Spells the option tag recipient-list-msg.", c => c with { Tag = "recipient-list-msg" }),

        // The body.
        Fault("U5365-1-05-history", "U5365-1-05", "Labels the list recipient-list-history.", c => c with { ListDisposition = "recipient-list-history" }),
        Fault("U5365-6-03-no-disposition", "U5365-6-03", "Leaves Content-Disposition off the list.", c => c with { ListDisposition = null }),
        Fault("C5364-7-01-render", "C5364-7-01", "Labels the list render.", c => c with { ListDisposition = "render" }),
        Fault("U5365-2-04-list-alone", "U5365-2-04", "Sends the list alone.",
            c => c with { Body = (_, list, _) => (ResourceLists.MediaType, list.Content.ToArray()) }),
        Fault("U5365-3-01-one-text", "U5365-3-01", "Writes text and XML into one text/plain body.",
            c => c with { Body = (text, list, _) => ("text/plain", [.. text.Content.Span, .. list.Content.Span]) }),
        Fault("U5365-6-09-not-closed", "U5365-6-09", "Leaves the closing delimiter out.",
            c => c with { Body = (text, list, ids) => Of(ids.Boundary(), "mixed", boundary => MimeMultipart.Build(boundary).Part(text).Part(list).WithoutCloseDelimiter().ToBytes()) }),
        Fault("U5365-9-05-alternative", "U5365-9-05", "Calls the multipart alternative.",
            c => c with { Body = (text, list, ids) => Of(ids.Boundary(), "alternative", boundary => MimeMultipart.Write(boundary, text, list)) }),
        Fault("I3428-4-02-html", "I3428-4-02", "Sends text/html only.", c => c with { TextType = "text/html" }),
        Request("RX-6.1.1-01-sip-header", "RX-6.1.1-01", "Asks for receipts in a SIP header field.", m => m.Add("Receipt-Request", "positive-delivery")),

        // What is to stay private.
        Fault("U5365-10-03-in-clear", "U5365-10-03", "Sends a confidential text in clear.", c => c with { Sealed = (_, clear) => clear }),
        Fault("U5365-10-04-no-content-key", "U5365-10-04", "Encrypts the text with the receiver's public key directly.",
            c => c with { Sealed = (part, _) => part.Edit().Content(part.Content[^256..]).Build() }),
        Fault("U5365-10-05-first-receiver", "U5365-10-05", "Encrypts the text for the first receiver alone.", c => c with { Readers = all => [all[0]] }),
        Fault("I3428-11-04-hop-by-hop", "I3428-11-04", "Relies on TLS where end-to-end protection is wanted.", c => c with { Sealed = (_, clear) => clear }),
        Fault("I3428-11-05-outer-date", "I3428-11-05", "Writes the Date outside the signature only.",
            c => c with { DatesSignature = false, Sip = c.Sip with { Request = message => message.Edit().Add("Date", "Tue, 01 Jan 2030 00:00:00 GMT").Build() } }),

        Fault("C5364-4-02-blind-in-cpim", "C5364-4-02", "Names blind recipients in the cc of a message/cpim, which everybody gets.", c => c with { Names = one => !one.Hidden }),
        Fault("C5364-4-02-blind-in-subject", "C5364-4-02", "Writes into the Subject who gets a blind copy.",
            c => c with { Requests = (_, request, to) => to.FirstOrDefault(one => one.Level is CopyControl.Bcc) is { } blind ? [request.Edit().Add("Subject", $"Copied to {blind.Uri}").Build()] : [request] }),

        // Who is on the list.
        Fault("U5365-3-07-last-omitted", "U5365-3-07", "Leaves out the recipient chosen last.", c => c with { Listed = to => [.. ListComposer.Distinct(to).SkipLast(1)] }),
        Fault("F5363-4.1-04-once-per-group", "F5363-4.1-04", "Lists a contact again for each group it was chosen with.",
            c => c with { Listed = to => [.. to, to[0] with { Uri = Respelt(to[0].Uri) }] }),
        Fault("I4826-3.1-03-twice", "I4826-3.1-03", "Lists the same URI twice.", c => c with { Listed = to => [.. to, to[0]] }),
        Entry("U5365-4-02-bcc-dropped", "U5365-4-02", "Forgets the choice of bcc.", one => one.CopyControl == CopyControl.Bcc ? one with { CopyControlText = null } : one),
        Entry("U5365-4-06-capital", "U5365-4-06", "Writes copyControl with a capital.", one => one with { CopyControlText = Capital(one.CopyControlText) }),
        Entry("C5364-4-01-other-word", "C5364-4-01", "Writes copyControl=\"carbon\".", one => one with { CopyControlText = "carbon" }),
        Entry("U5365-4-07-yes", "U5365-4-07", "Writes anonymize=\"yes\".", one => one with { AnonymizeText = one.AnonymizeText is null ? null : "yes" }),
        Entry("C5364-4-23-client-bad-boolean", "C5364-4-23", "Writes anonymize=\"no\" on who is not hidden.", one => one with { AnonymizeText = one.AnonymizeText ?? "no" }),
        Entry("C5364-4-20-count", "C5364-4-20", "Writes count=\"1\" everywhere.", one => one with { Count = 1 }),
        Entry("U5365-6-04-relative", "U5365-6-04", "Writes relative addresses.", one => new ListEntry(SipUri.TryParse(one.Uri, out var uri) ? uri.User ?? "alice" : "alice") { CopyControlText = one.CopyControlText, AnonymizeText = one.AnonymizeText }),
        Entry("U5365-6-13-body", "U5365-6-13", "Writes a text of its own for each recipient into the URI.", one => one with { Uri = one.Uri + "?body=Hi%20there" }),

        // How the list is written.
        Lists("U5365-3-08-on-list", "U5365-3-08", "Writes anonymize on the top-level list instead of the entries.",
            entries => new ResourceLists(new ResourceList(entries.Select(one => one with { AnonymizeText = null })) { Anonymize = entries.Any(one => one.Anonymize == true) ? true : null })),
        Lists("U5365-4-14-folders", "U5365-4-14", "Writes its address book's folders as nested lists.", entries => new ResourceLists(new ResourceList(new ResourceList(entries) { Name = "friends" }))),
        Lists("U5365-6-15-groups", "U5365-6-15", "Nests one list per group.", entries => new ResourceLists(new ResourceList(entries.Select(one => new ResourceList(one))))),
        Lists("U5365-6-16-references", "U5365-6-16", "Refers to its contacts on a server.", entries => new ResourceLists(new ResourceList([.. entries, new EntryRef("resource-lists/users/sip:me/index/~~/entry")]))),
        Lists("I4826-3.1-05-same-name", "I4826-3.1-05", "Gives two lists one name.",
            entries => new ResourceLists(new ResourceList(entries.Take(1)) { Name = "all" }, new ResourceList(entries.Skip(1)) { Name = "all" })),
        Lists("I4826-3.1-06-same-ref", "I4826-3.1-06", "Refers twice to the same entry.", entries => With(entries, new EntryRef("a/b"), new EntryRef("a/b"))),
        Lists("I4826-3.1-07-absolute-ref", "I4826-3.1-07", "Refers to an entry by an absolute URI.", entries => With(entries, new EntryRef("http://xcap.invalid/a/b"))),
        Lists("I4826-3.1-09-relative-anchor", "I4826-3.1-09", "Refers to another list by a relative path.", entries => With(entries, new ExternalList("lists/friends"))),
        Document("I4826-3.1-08-no-anchor", "I4826-3.1-08", "Refers to another list without saying where it is.", xml => xml.Replace("</list>", "<external/></list>", StringComparison.Ordinal)),
        Document("I4826-3.1-01-latin-1-name", "I4826-3.1-01", "Writes a display name in ISO-8859-1.", xml => Named().Replace(xml, "$1><display-name>Zo\u00eb</display-name></entry>", 1)),
        Document("I4826-3.1-02-client-no-uri", "I4826-3.1-02", "Lists a recipient by display name only.", xml => xml.Replace("</list>", "<entry><display-name>Bob</display-name></entry></list>", StringComparison.Ordinal)),
        Document("I4826-3.2-01-late-name", "I4826-3.2-01", "Writes the list's display name after its entries.", xml => xml.Replace("</list>", "<display-name>Friends</display-name></list>", StringComparison.Ordinal)),
        Document("U5365-3-02-no-namespace", "U5365-3-02", "Writes copyControl without its namespace.", xml => xml.Replace("cp:copyControl", "copyControl", StringComparison.Ordinal)),
        Document("C5364-5-01-client-unqualified", "C5364-5-01", "Writes the copy-control attributes without their namespace.", xml => xml.Replace(" cp:", " ", StringComparison.Ordinal)),
        Document("C5364-7-02-no-prefix", "C5364-7-02", "Writes anonymize without its namespace.", xml => xml.Replace("cp:anonymize", "anonymize", StringComparison.Ordinal)),
        Document("C5364-4-22-on-root", "C5364-4-22", "Writes the attributes on the root element too.", xml => Root().Replace(xml, "$0 cp:copyControl=\"to\"", 1)),
        Document("U5365-6-05-on-display-name", "U5365-6-05", "Writes both attributes on display-name.", xml => Attributed().Replace(xml, "$1><display-name$2>recipient</display-name></entry>")),
        Document("U5365-6-12-raw-ampersand", "U5365-6-12", "Writes a bare ampersand between the header fields of a URI.", xml => Uris().Replace(xml, "$1?Subject=hello&Priority=normal\"")),
        Fault("U5365-4-01-uri-list", "U5365-4-01", "Sends a text/uri-list to a service it does not know.",
            c => c with { ListType = "text/uri-list", Document = xml => string.Concat(Uris().Matches(xml).Select(match => match.Value[6..^1] + "\r\n")) }),
    ];

    private static Deviation<ListClientConduct> Fault(string id, string requirement, string text, Func<ListClientConduct, ListClientConduct> edit) =>
        new(id, requirement, ListClient.Name, text, edit);

    private static Deviation<ListClientConduct> Request(string id, string requirement, string text, Func<SipMessageBuilder, SipMessageBuilder> edit) =>
        Request(id, requirement, text, (_, builder) => edit(builder));

    private static Deviation<ListClientConduct> Request(string id, string requirement, string text, Func<SipMessage, SipMessageBuilder, SipMessageBuilder> edit) =>
        Fault(id, requirement, text, c => c with { Sip = c.Sip with { Request = message => edit(message, message.Edit()).Build() } });

    private static Deviation<ListClientConduct> Entry(string id, string requirement, string text, Func<ListEntry, ListEntry> edit) =>
        Fault(id, requirement, text, c => c with { Entry = one => edit(ListComposer.Entry(one)) });

    private static Deviation<ListClientConduct> Lists(string id, string requirement, string text, Func<IReadOnlyList<ListEntry>, ResourceLists> lists) =>
        Fault(id, requirement, text, c => c with { Lists = lists });

    private static Deviation<ListClientConduct> Document(string id, string requirement, string text, Func<string, string> edit) =>
        Fault(id, requirement, text, c => c with { Document = edit });

    private static ResourceLists With(IReadOnlyList<ListEntry> entries, params ListNode[] others) => new(new ResourceList([.. entries, .. others]));

    private static (string Type, byte[] Body) Of(string boundary, string subtype, Func<string, byte[]> body) => ($"multipart/{subtype};boundary=\"{boundary}\"", body(boundary));

    private static SipMessage AtFirst(SipMessage request, IReadOnlyList<Addressee> to) => request.Edit()
        .WithRequestUri(to[0].Uri.WithoutHeaders().ToString())
        .Set("To", $"<{SipAddresses.ForTo(to[0].Uri)}>")
        .AddFirst("Route", $"<{request.RequestUriText};lr>")
        .Build();

    // Another spelling of the same URI: host and scheme have no case, and %HH stands for its character.
    private static SipUri Respelt(SipUri uri) =>
        uri.User is [var first, .. var rest] && char.IsAsciiLetter(first)
            ? SipUri.Parse(uri.ToString().Replace(uri.User + "@", $"%{(int)first:x2}{rest}@", StringComparison.Ordinal))
            : uri;

    private static string Im(SipUri? uri) => $"im:{uri?.User}@{uri?.Host}";

    private static string? Capital(string? word) => word is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : word;

    [GeneratedRegex("(<entry [^>]*?)/>")]
    private static partial Regex Named();

    [GeneratedRegex("(<entry uri=\"[^\"]*\")([^>]*?)/>")]
    private static partial Regex Attributed();

    [GeneratedRegex("<resource-lists [^>]*")]
    private static partial Regex Root();

    [GeneratedRegex("( uri=\"[^\"]*)\"")]
    private static partial Regex Uris();
}
