using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>What the sender of a request wants hidden: the values of Privacy, in its order (RFC 3323 4.2).</summary>
internal sealed class PrivacyWish
{
    private readonly string[] _values;

    private PrivacyWish(string[] values) => _values = values;

    /// <summary>Something is to be hidden; "none" and silence are no such wish.</summary>
    public bool IsThere => _values.Length > 0 && !Has("none");

    /// <summary>Rather no message than one with less privacy.</summary>
    public bool IsCritical => Has("critical");

    /// <summary>The wish of a request.</summary>
    public static PrivacyWish Of(SipMessage request) => new([.. request.Values(SipHeader.Privacy)
        .SelectMany(value => value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]);

    public bool Has(string value) => _values.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The first thing wanted that is not among those given; null for none.</summary>
    public string? FirstBeyond(IReadOnlyList<string> given) =>
        IsThere ? Array.Find(_values, value => !value.Equals("critical", StringComparison.OrdinalIgnoreCase) && !given.Contains(value, StringComparer.OrdinalIgnoreCase)) : null;

    /// <summary>What others are still to do once some of it is done: the value of Privacy, or null for no such field (RFC 3323 5).</summary>
    public string? Without(IReadOnlyList<string> done)
    {
        var left = _values.Where(value => !done.Contains(value, StringComparer.OrdinalIgnoreCase)).ToList();
        return left.TrueForAll(value => value.Equals("critical", StringComparison.OrdinalIgnoreCase)) ? null : string.Join(';', left);
    }
}
