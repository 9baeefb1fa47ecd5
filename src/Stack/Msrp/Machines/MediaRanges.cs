namespace Conformance.Stack.Msrp.Machines;

/// <summary>Matching against accept-types (RFC 4975 8.6): <c>type/subtype</c>, <c>type/*</c> or <c>*</c>, without case; parameters do not count.</summary>
internal static class MediaRanges
{
    public static bool Match(IEnumerable<string> ranges, string type, string subtype) => ranges.Any(range =>
    {
        var essence = range.AsSpan();
        var semicolon = essence.IndexOf(';');
        essence = (semicolon < 0 ? essence : essence[..semicolon]).Trim();
        var slash = essence.IndexOf('/');
        return essence is "*" || (slash > 0
            && essence[..slash].Equals(type, StringComparison.OrdinalIgnoreCase)
            && (essence[(slash + 1)..] is "*" || essence[(slash + 1)..].Equals(subtype, StringComparison.OrdinalIgnoreCase)));
    });
}
