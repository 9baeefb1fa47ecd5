using System.Globalization;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>A receipt on its way to become a message/cpim entity (draft sections 3.2 and 3.3). It has no Message-ID and asks for nothing.</summary>
internal sealed record ReceiptDraft
{
    /// <summary>Who says so: the recipient of the instant message, or a relay.</summary>
    public required string From { get; init; }

    /// <summary>The sender of the instant message.</summary>
    public required string To { get; init; }

    /// <summary>What is confirmed.</summary>
    public required StatusReceipt Document { get; init; }

    /// <summary>When it was written: over MSRP what is under S/MIME says so in DateTime (RFC 4975 13).</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How the document is written.</summary>
    public Func<StatusReceipt, byte[]> Write { get; init; } = document => document.Write();

    /// <summary>MIME headers of the document.</summary>
    public IReadOnlyList<(string Name, string Value)> PartHeaders { get; init; } =
        [("Content-Type", StatusReceipt.MediaType), ("Content-Disposition", "confirm")];

    /// <summary>The entity without its last step, for whoever wants to change it.</summary>
    public CpimMessageBuilder ToBuilder() =>
        (Date is { } date ? CpimMessage.Build().From(From).To(To).Header("DateTime", date.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture)) : CpimMessage.Build().From(From).To(To))
        .Content(PartHeaders, Write(Document));

    /// <summary>The octets of the entity.</summary>
    public static byte[] Compose(ReceiptDraft draft) => draft.ToBuilder().ToBytes();
}
