using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>
/// A URI as it stands in a SIP message: sip and sips taken apart (RFC 3261 19.1), any other scheme opaque.
/// Equality is by text; <see cref="EquivalentTo"/> is the comparison of 19.1.4.
/// </summary>
public sealed class SipUri : IEquatable<SipUri>
{
    private readonly SipBytes _bytes;
    private readonly SipUriParts _parts;
    private string? _text;

    internal SipUri(SipBytes bytes, in SipUriParts parts) => (_bytes, _parts) = (bytes, parts);

    /// <summary>Reads a URI that fills the whole text, without angle brackets.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = text is not null && TryParse((SipBytes)Encoding.UTF8.GetBytes(text), out SipUri? parsed) ? parsed : null;
        return uri is not null;
    }

    /// <inheritdoc cref="TryParse(string, out SipUri?)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = SipUriParts.TryRead(text, out SipUriParts parts) ? new SipUri((SipBytes)text.ToArray(), parts) : null;
        return uri is not null;
    }

    /// <inheritdoc cref="TryParse(string, out SipUri?)"/>
    /// <exception cref="WireFormatException">The text is not a URI.</exception>
    public static SipUri Parse(string text) =>
        TryParse(text, out SipUri? uri) ? uri : throw new WireFormatException(WireError.At(WireReason.Uri, Encoding.UTF8.GetBytes(text), 0));

    internal static bool TryParse(SipBytes text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = SipUriParts.TryRead(text.Span, out SipUriParts parts) ? new SipUri(text, parts) : null;
        return uri is not null;
    }

    /// <summary>As spelt, without the colon.</summary>
    public string Scheme => Text(0, _parts.SchemeEnd);

    /// <summary>Scheme is sip, whatever its case.</summary>
    public bool IsSip => _parts.IsSip;

    /// <summary>Scheme is sips, whatever its case.</summary>
    public bool IsSips => _parts.IsSips;

    /// <summary>User part as written (escapes kept, password not included); null when there is no @.</summary>
    public string? User => _parts.HasUser ? Text(_parts.SchemeEnd + 1, _parts.UserEnd) : null;

    /// <summary>Password as written; null when absent.</summary>
    public string? Password => _parts.HasPassword ? Text(_parts.UserEnd + 1, _parts.HostStart - 1) : null;

    /// <summary>Name or address as written, IPv6 in brackets; for an opaque scheme everything after the colon.</summary>
    public string Host => Text(_parts.HostStart, _parts.HostEnd);

    /// <summary>Null when absent: an absent port and an explicit default port are different URIs (19.1.4).</summary>
    public int? Port => _parts.Port < 0 ? null : _parts.Port;

    /// <summary>In the order written.</summary>
    public IReadOnlyList<SipParameter> Parameters => SipParameters.Read(ParameterBytes, header: false);

    /// <summary>The header components after the question mark, in the order written, escapes kept.</summary>
    public IReadOnlyList<SipParameter> Headers => HasHeaders
        ? SipParameters.Read([(byte)'&', .. HeaderBytes], header: false, (byte)'&')
        : [];

    /// <summary>Value of the first parameter of that name, empty for one without value, null when absent.</summary>
    public string? Parameter(string name) => SipParameters.Value(ParameterBytes, name, header: false);

    /// <summary>
    /// Equality of URIs by RFC 3261 19.1.4, IPv6 addresses by value (RFC 5954). Not transitive, since a parameter that only one
    /// of the two has is mostly ignored. Opaque URIs: scheme without case, the rest exactly.
    /// </summary>
    public bool EquivalentTo(SipUri other) => SipUriComparison.AreEquivalent(this, other);

    /// <summary>The same text less every parameter of that name.</summary>
    public SipUri WithoutParameter(string name) => Parameter(name) is null
        ? this
        : Rewritten(SipParameters.Without(ParameterBytes, name, header: false));

    /// <summary>The same text less the question mark and what follows.</summary>
    public SipUri WithoutHeaders() => HasHeaders ? Parse(Text(0, _parts.HeadersStart)) : this;

    /// <summary>The same text with the parameter set; in place when it was there, else after the others.</summary>
    /// <exception cref="InvalidOperationException">The URI is neither sip nor sips.</exception>
    /// <exception cref="WireFormatException">Name or value has characters that a URI parameter cannot have.</exception>
    public SipUri WithParameter(string name, string? value) => _parts.IsOpaque
        ? throw new InvalidOperationException($"A {Scheme} URI has no SIP parameters.")
        : Rewritten(SipParameters.With(ParameterBytes, name, value, header: false));

    /// <summary>The text as received.</summary>
    public override string ToString() => _text ??= Encoding.UTF8.GetString(_bytes.Span);

    /// <inheritdoc/>
    public bool Equals(SipUri? other) => other is not null && _bytes.Span.SequenceEqual(other._bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SipUri);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_bytes.Span);
        return hash.ToHashCode();
    }

    internal ref readonly SipUriParts Parts => ref _parts;

    internal ReadOnlySpan<byte> Bytes => _bytes.Span;

    internal ReadOnlySpan<byte> ParameterBytes => Bytes[_parts.ParametersStart.._parts.HeadersStart];

    /// <summary>After the question mark.</summary>
    internal ReadOnlySpan<byte> HeaderBytes => HasHeaders ? Bytes[(_parts.HeadersStart + 1)..] : default;

    private bool HasHeaders => _parts.HeadersStart < _bytes.Length;

    private SipUri Rewritten(string parameters) =>
        Parse($"{Text(0, _parts.ParametersStart)}{parameters}{Text(_parts.HeadersStart, _bytes.Length)}");

    private string Text(int start, int end) => Encoding.UTF8.GetString(Bytes[start..end]);
}
