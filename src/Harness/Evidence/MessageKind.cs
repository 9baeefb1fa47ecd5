namespace Conformance.Harness.Evidence;

/// <summary>What a message is taken for when rules are chosen for it.</summary>
public enum MessageKind
{
    /// <summary>Not classified yet.</summary>
    Unset,

    /// <summary>Bytes that are no message.</summary>
    Unreadable,

    /// <summary>A response.</summary>
    Response,

    /// <summary>A MESSAGE or SEND that carries user content.</summary>
    InstantMessage,

    /// <summary>A MESSAGE or SEND that is, or tries to be, a status receipt.</summary>
    Receipt,

    /// <summary>A MESSAGE with a recipient list, towards a list service.</summary>
    ListRequest,

    /// <summary>A SEND without body that opens a session, or any other request.</summary>
    OtherRequest,
}

/// <summary>Sorts messages leniently, so that one malformed receipt shows up as malformed and not as missing.</summary>
internal static class Classification
{
    internal static MessageKind Of(Observed message)
    {
        if (message.Malformed is not null)
        {
            return MessageKind.Unreadable;
        }

        if (message.IsResponse)
        {
            return MessageKind.Response;
        }

        if (message.Content is not { } content)
        {
            return MessageKind.OtherRequest;
        }

        if (content.RecipientLists.Count > 0 || Mentions(message, "recipient-list-message"))
        {
            return MessageKind.ListRequest;
        }

        // What the harness wrote itself needs no guessing, be it made to look like something else.
        return content.LooksLikeReceipt && message is not { FromSut: false, Template: Dsl.Templates.Im } ? MessageKind.Receipt
            : message.Method is "MESSAGE" or "SEND" ? MessageKind.InstantMessage
            : MessageKind.OtherRequest;
    }

    private static bool Mentions(Observed message, string optionTag) =>
        message.Sip is { } sip && sip.Values(Wire.Sip.SipHeader.Require).Contains(optionTag, StringComparer.OrdinalIgnoreCase);
}
