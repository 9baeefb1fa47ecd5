using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.InstantMessages;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways to write instant messages, and to ask for receipts.</summary>
internal static class SenderVariations
{
    private const string Seat = "im-sender";

    public static IReadOnlyList<Variation> All { get; } =
    [
        Sends("AMB-09", "wrong-length", "RCPT-3.1-01", Tolerance.Accepted, "The text of a message says Content-length: 12",
            c => c with { Draft = d => d with { PartHeaders = [.. d.PartHeaders, ("Content-length", "12")] } }),
        Writes("AMB-17", "two-lines", "RCPT-4-04", Tolerance.Warned, "Each request has a line of its own",
            text => Asked(text, line => line.Replace(", ", "\r\nReceipt-Request: ", StringComparison.Ordinal))),
        Sends("AMB-18", "empty-header", "RCPT-4-01", Tolerance.Accepted, "Who wants nothing writes an empty Receipt-Request", c => c with { Request = kinds => ReceiptRequest.Value(kinds) ?? "" }),
        Writes("AMB-22", "no-blank", "RCPT-4-04", Tolerance.Accepted, "No blank follows the comma", text => Asked(text, line => line.Replace(", ", ",", StringComparison.Ordinal))),
        Writes("AMB-22", "two-blanks", "RCPT-4-04", Tolerance.Accepted, "Blanks stand before and after the comma", text => Asked(text, line => line.Replace(", ", " ,  ", StringComparison.Ordinal))),
        Sends("AMB-23", "odd-token", "RCPT-4-05", Tolerance.Accepted, "Message-IDs have the odd characters that a Token may have", c => c with { NewMessageId = ids => $"{ids.MessageId()}&'|~" }),
        Writes("AMB-71", "prefix", "RCPT-9.4-01", Tolerance.Warned, "Message-ID has a prefix that is bound to its own namespace",
            text => text.Replace("Message-ID:", "NS: c <urn:ietf:params:cpim-headers:>\r\nc.Message-ID:", StringComparison.Ordinal)),
    ];

    /// <summary>Edits the line of the request alone: names and texts may have commas too.</summary>
    private static string Asked(string text, Func<string, string> edit) =>
        string.Join("\r\n", text.Split("\r\n").Select(line => line.StartsWith("Receipt-Request:", StringComparison.Ordinal) ? edit(line) : line));

    private static Variation Writes(string reading, string name, string requirement, Tolerance tolerance, string text, Func<string, string> edit) =>
        Sends(reading, name, requirement, tolerance, text, c => c with { Compose = d => Octets.InFirstBlock(ImDraft.Compose(d), block => edit(block)) });

    private static Variation Sends(string reading, string name, string requirement, Tolerance tolerance, string text, Func<SenderConduct, SenderConduct> edit) =>
        new(reading, tolerance, new Deviation<UserAgentConduct>($"{reading}-{name}", requirement, Seat, text, c => c with { Sending = edit(c.Sending) }));
}
