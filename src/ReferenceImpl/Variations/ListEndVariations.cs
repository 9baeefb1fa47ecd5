using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.Lists.Client;
using Conformance.ReferenceImpl.Lists.Recipient;
using Conformance.Stack;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways of those who write to lists, and of those who get what lists send.</summary>
internal static class ListEndVariations
{
    public static IReadOnlyList<Variation> All { get; } =
    [
        Client("A-36", "list-first", "U5365-6-03", Tolerance.Accepted, "The list stands before the text", c => c with { Body = (text, list, ids) => Mixed(ids, boundary => MimeMultipart.Write(boundary, list, text)) }),
        Client("A-36", "preamble", "U5365-6-09", Tolerance.Accepted, "A text stands before the first delimiter, and another one after the last",
            c => c with { Body = (text, list, ids) => Mixed(ids, boundary => [.. "For readers that know no multipart.\r\n"u8, .. MimeMultipart.Write(boundary, text, list), .. "\r\nThat was it.\r\n"u8]) }),
        Client("A-36", "mime-version", "U5365-6-09", Tolerance.Accepted, "Requests say MIME-Version: 1.0", c => c with { Sip = SipFaults.Requests(c.Sip, message => message.Set("MIME-Version", "1.0")) }),
        Client("A-43", "optional", "U5365-6-03", Tolerance.Noted, "The part with the list says that it may be passed over", c => c with { ListDisposition = "recipient-list;handling=optional" }),
        Client("A-44", "labelled", "U5365-6-09", Tolerance.Accepted, "The text says Content-Disposition: render", c => c with { Body = (text, list, ids) => c.Body(text.Edit().Set("Content-Disposition", "render").Build(), list, ids) }),

        Reader("A-58", "from-alone", "U5365-1-04", "A reply to all goes to who wrote the message, whatever Reply-To says",
            c => c with { HeedsReplyTo = false }),
        Reader("A-58", "other-order", "U5365-8-03", "A reply to all names its recipients the other way round", c => c with { Targets = (sender, others) => [.. c.Targets(sender, others).Reverse()] }),
    ];

    private static (string Type, byte[] Body) Mixed(IdSource ids, Func<string, byte[]> write)
    {
        var boundary = ids.Boundary();
        return ($"multipart/mixed;boundary=\"{boundary}\"", write(boundary));
    }

    private static Variation Client(string reading, string name, string requirement, Tolerance tolerance, string text, Func<ListClientConduct, ListClientConduct> edit) =>
        new(reading, tolerance, new Deviation<ListClientConduct>($"{reading}-{name}", requirement, ListClient.Name, text, edit));

    private static Variation Reader(string reading, string name, string requirement, string text, Func<ListRecipientConduct, ListRecipientConduct> edit) =>
        new(reading, Tolerance.Accepted, new Deviation<ListRecipientConduct>($"{reading}-{name}", requirement, ListRecipient.Name, text, edit));
}
