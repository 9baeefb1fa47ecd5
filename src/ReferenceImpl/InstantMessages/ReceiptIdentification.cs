using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>What a message/cpim entity is, judged by its contents alone (draft section 3.4).</summary>
internal enum CpimKind
{
    /// <summary>Anything that has not the media type of receipts.</summary>
    InstantMessage,

    DeliveryReceipt,

    ReadReceipt,

    /// <summary>The media type of receipts without what else makes one: nothing to show and nothing to match.</summary>
    Neither,
}

/// <summary>Tells receipts from instant messages.</summary>
internal static class ReceiptIdentification
{
    public static CpimKind Of(CpimMessage message) => Of(message, out _);

    /// <param name="receipt">The document of a receipt; null for anything else.</param>
    public static CpimKind Of(CpimMessage message, out StatusReceipt? receipt)
    {
        receipt = null;
        var part = message.Content;
        if (part.ContentType?.Is(StatusReceipt.MediaType) != true)
        {
            return CpimKind.InstantMessage;
        }

        if (part.Disposition?.Is("confirm") != true || !TryRead(part.Content, out var document))
        {
            return CpimKind.Neither;
        }

        receipt = document;
        return document.Type switch
        {
            StatusReceipt.DeliveryType => CpimKind.DeliveryReceipt,
            StatusReceipt.ReadType => CpimKind.ReadReceipt,
            _ => CpimKind.Neither,
        };
    }

    /// <summary>
    /// Reads a document one can act on: the vocabulary of the draft, or the unqualified one of its figures, with each decisive element once.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> octets, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StatusReceipt? document) =>
        StatusReceipt.TryRead(octets, out document, out _)
        && document.RootName == "status-receipt"
        && document.RootNamespace is StatusReceipt.Namespace or ""
        && Once(document, "message-id")
        && Once(document, "type")
        && Once(document, "status");

    private static bool Once(StatusReceipt document, string name) =>
        document.Elements.Count(element => element.Name == name && element.Namespace == document.RootNamespace) == 1;
}
