using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>
/// An address with optional display name and header parameters, as in From, To, Contact and Route (RFC 3261 20.10).
/// Without angle brackets, everything from the first semicolon on is a header parameter. Equality is by text.
/// </summary>
public sealed class SipNameAddress : IEquatable<SipNameAddress>
{
    private readonly SipBytes _bytes;
    private readonly ushort _displayEnd;
    private readonly ushort _uriStart;
    private readonly ushort _uriEnd;
    private readonly ushort _parametersStart;
    private SipUri? _uri;
    private string? _text;

    /// <summary>A new value, written as <c>"name" &lt;uri&gt;;parameters</c>.</summary>
    /// <exception cref="WireFormatException">A parameter has characters that it cannot have.</exception>
    public SipNameAddress(string? displayName, SipUri uri, IEnumerable<SipParameter>? parameters = null)
    {
        string text = $"{(displayName is null ? "" : SipText.Quote(displayName) + " ")}<{uri}>{Written(parameters)}";
        _bytes = Encoding.UTF8.GetBytes(text);
        if (!TryRead(_bytes.Span, out _displayEnd, out _uriStart, out _uriEnd, out _parametersStart))
        {
            throw new WireFormatException(WireError.At(WireReason.HeaderValue, _bytes.Span, 0));
        }
        (_uri, _text) = (uri, text);
    }

    private SipNameAddress(SipBytes bytes, ushort displayEnd, ushort uriStart, ushort uriEnd, ushort parametersStart) =>
        (_bytes, _displayEnd, _uriStart, _uriEnd, _parametersStart) = (bytes, displayEnd, uriStart, uriEnd, parametersStart);

    /// <summary>Reads one value; false also for the <c>*</c> of a Contact.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SipNameAddress? value)
    {
        value = null;
        return text is not null && TryParse((SipBytes)Encoding.UTF8.GetBytes(text), out value);
    }

    /// <inheritdoc cref="TryParse(string, out SipNameAddress?)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipNameAddress? value) => TryParse((SipBytes)text.ToArray(), out value);

    /// <inheritdoc cref="TryParse(string, out SipNameAddress?)"/>
    /// <exception cref="WireFormatException">The text is not an address.</exception>
    public static SipNameAddress Parse(string text) => TryParse(text, out SipNameAddress? value)
        ? value
        : throw new WireFormatException(WireError.At(WireReason.HeaderValue, Encoding.UTF8.GetBytes(text), 0, "not a name and address"));

    internal static bool TryParse(SipBytes text, [NotNullWhen(true)] out SipNameAddress? value)
    {
        bool valid = TryRead(text.Span, out ushort displayEnd, out ushort uriStart, out ushort uriEnd, out ushort parametersStart);
        value = valid ? new SipNameAddress(text, displayEnd, uriStart, uriEnd, parametersStart) : null;
        return valid;
    }

    /// <summary>Without quotes and escapes; null when absent.</summary>
    public string? DisplayName
    {
        get
        {
            string written = SipText.Unfold(SipSyntax.Trim(_bytes.Span[.._displayEnd]));
            return written.Length == 0 ? null : SipText.Unquote(written);
        }
    }

    /// <summary>The address proper.</summary>
    public SipUri Uri => _uri ??= ReadUri();

    /// <summary>Header parameters, in the order written.</summary>
    public IReadOnlyList<SipParameter> Parameters => SipParameters.Read(_bytes.Span[_parametersStart..], header: true);

    /// <summary>The tag parameter (RFC 3261 19.3); null when absent.</summary>
    public string? Tag => Parameter("tag");

    /// <summary>Unquoted value of the first parameter of that name, empty for one without value, null when absent.</summary>
    public string? Parameter(string name) => SipParameters.Value(_bytes.Span[_parametersStart..], name, header: true);

    /// <summary>The same text with the parameter set; in place when it was there, else after the others.</summary>
    /// <exception cref="WireFormatException">Name or value has characters that a parameter cannot have.</exception>
    public SipNameAddress WithParameter(string name, string? value) => Rewritten(SipParameters.With(_bytes.Span[_parametersStart..], name, value, header: true));

    /// <summary>The same text less every parameter of that name.</summary>
    public SipNameAddress WithoutParameter(string name) => Rewritten(SipParameters.Without(_bytes.Span[_parametersStart..], name, header: true));

    /// <summary>The text as received (folding kept) or as composed.</summary>
    public override string ToString() => _text ??= Encoding.UTF8.GetString(_bytes.Span);

    /// <inheritdoc/>
    public bool Equals(SipNameAddress? other) => other is not null && _bytes.Span.SequenceEqual(other._bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SipNameAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    internal static string Written(IEnumerable<SipParameter>? parameters) => string.Concat((parameters ?? []).Select(p => $";{p}"));

    private static bool TryRead(ReadOnlySpan<byte> text, out ushort displayEnd, out ushort uriStart, out ushort uriEnd, out ushort parametersStart)
    {
        displayEnd = uriStart = uriEnd = parametersStart = 0;
        if (text.Length is 0 or > ushort.MaxValue)
        {
            return false;
        }
        int open = OpeningBracket(text);
        int end;
        if (open >= 0)
        {
            int length = text[open..].IndexOf((byte)'>');
            if (length < 0)
            {
                return false;
            }
            (displayEnd, uriStart, uriEnd, end) = ((ushort)open, (ushort)(open + 1), (ushort)(open + length), open + length + 1);
        }
        else
        {
            end = 0;
            while (end < text.Length && text[end] != ';' && !SipSyntax.IsWhite(text[end]))
            {
                end++;
            }
            uriEnd = (ushort)end;
        }
        parametersStart = (ushort)end;
        return SipUriParts.TryRead(text[uriStart..uriEnd], out _) && SipParameters.AreValid(text[end..], header: true);
    }

    /// <summary>Index of the bracket after an optional display name; -1 when the value has the form without brackets.</summary>
    private static int OpeningBracket(ReadOnlySpan<byte> text)
    {
        if (text[0] == '"')
        {
            int end = SipSyntax.SkipQuoted(text, 0);
            int next = end < 0 ? text.Length : SipSyntax.SkipWhite(text, end);
            return next < text.Length && text[next] == '<' ? next : -1;
        }
        int open = text[0] == '<' ? 0 : text.IndexOf((byte)'<');
        return open > 0 && !SipSyntax.AreAll(text[..open], SipSyntax.Set.DisplayName) ? -1 : open;
    }

    private SipUri ReadUri()
    {
        SipBytes uri = _bytes[_uriStart.._uriEnd];
        SipUriParts.TryRead(uri.Span, out SipUriParts parts);
        return new SipUri(uri, parts);
    }

    private SipNameAddress Rewritten(string parameters)
    {
        string address = Encoding.UTF8.GetString(_bytes.Span[.._parametersStart]);
        return Parse(address + parameters);
    }
}
