using System.Globalization;
using Conformance.Harness.Dsl;
using Conformance.Stack;

namespace Conformance.Harness.Remote.Description;

/// <summary>What a system under test claims to implement (PICS of ISO/IEC 9646).</summary>
public sealed record SutPics
{
    /// <summary>The seats it takes; at least one.</summary>
    public required IReadOnlyList<Seat> Seats { get; init; }

    /// <summary>The transports it speaks; at least one.</summary>
    public required IReadOnlyList<TransportKind> Transports { get; init; }

    /// <summary>The receipts it issues or asks for: <c>positive-delivery</c>, <c>negative-delivery</c>, <c>read</c>.</summary>
    public IReadOnlyList<string> Receipts { get; init; } = ReceiptKinds;

    /// <summary>Items of the catalogue, by name: <c>true</c>, <c>false</c>, or a value such as <c>strip</c> for PICS-BCC-MODE. An item that is not named is left open.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Why the system does not do what some clauses say that only SHOULD be done (or SHOULD NOT), by their ids: valid reasons in particular circumstances
    /// (RFC 2119 3), which turn their violations into notes.
    /// </summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    /// <summary>Most different recipients of one request, where PICS-LIMIT gives a number; null where it does not.</summary>
    public int? ListLimit => Items.TryGetValue("PICS-LIMIT", out var most) && int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True where a list service knows its issuers by the certificates of their connections .</summary>
    public bool IsAuthenticatedByTls => Items.TryGetValue("PICS-AUTH", out var way) && way == "tls";

    /// <summary>All kinds of receipts.</summary>
    public static IReadOnlyList<string> ReceiptKinds { get; } = ["positive-delivery", "negative-delivery", "read"];

    /// <summary>Whether an item of the catalogue is claimed: false when the file says false or none, null when it says nothing.</summary>
    public bool? Claims(string item) => Items.TryGetValue(item, out var value) ? value is not ("false" or "none") : null;
}
