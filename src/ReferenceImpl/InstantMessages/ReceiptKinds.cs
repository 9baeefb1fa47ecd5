using Conformance.Wire.Cpim;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>What a Receipt-Request header asks for (draft section 3.1).</summary>
[Flags]
internal enum ReceiptKinds
{
    None = 0,
    Positive = 1,
    Negative = 2,
    Read = 4,
}

/// <summary>The words of the Receipt-Request header (draft section 4).</summary>
internal static class ReceiptRequest
{
    private static readonly (ReceiptKinds Kind, string Word)[] Words =
    [
        (ReceiptKinds.Positive, "positive-delivery"),
        (ReceiptKinds.Negative, "negative-delivery"),
        (ReceiptKinds.Read, "read"),
    ];

    /// <summary>The kinds asked for; words the draft does not define are passed over.</summary>
    public static ReceiptKinds Of(CpimMessage message) => Of(message.ReceiptRequests);

    /// <inheritdoc cref="Of(CpimMessage)"/>
    public static ReceiptKinds Of(IEnumerable<string> words) =>
        words.Aggregate(ReceiptKinds.None, (kinds, word) => kinds | Words.FirstOrDefault(known => known.Word == word).Kind);

    /// <summary>The header value; null when nothing is asked for, so that the header is left out.</summary>
    public static string? Value(ReceiptKinds kinds) =>
        kinds == ReceiptKinds.None ? null : string.Join(", ", Words.Where(known => kinds.HasFlag(known.Kind)).Select(known => known.Word));
}
