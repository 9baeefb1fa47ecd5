using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>One Via value (RFC 3261 20.42): where the response to a request goes back. Equality is by text.</summary>
public sealed class SipVia : IEquatable<SipVia>
{
    private readonly SipBytes _bytes;
    private readonly Slots _slots;
    private string? _text;

    private readonly record struct Slots(int Port, ushort ProtocolEnd, ushort TransportStart, ushort TransportEnd, ushort HostStart, ushort HostEnd, ushort ParametersStart);

    /// <summary>A new value, written as <c>SIP/2.0/transport host:port;parameters</c>.</summary>
    /// <exception cref="WireFormatException">A part has characters that it cannot have.</exception>
    public SipVia(string transport, string host, int? port, IEnumerable<SipParameter>? parameters = null)
    {
        string sentBy = port is null ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        _text = $"SIP/2.0/{transport} {sentBy}{SipNameAddress.Written(parameters)}";
        _bytes = Encoding.UTF8.GetBytes(_text);
        if (!TryRead(_bytes.Span, out _slots))
        {
            throw new WireFormatException(WireError.At(WireReason.HeaderValue, _bytes.Span, 0, "not a Via value"));
        }
    }

    private SipVia(SipBytes bytes, in Slots slots) => (_bytes, _slots) = (bytes, slots);

    /// <summary>Reads one value, white space around its slashes and colon allowed.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SipVia? value)
    {
        value = null;
        return text is not null && TryParse((SipBytes)Encoding.UTF8.GetBytes(text), out value);
    }

    /// <inheritdoc cref="TryParse(string, out SipVia?)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipVia? value) => TryParse((SipBytes)text.ToArray(), out value);

    /// <inheritdoc cref="TryParse(string, out SipVia?)"/>
    /// <exception cref="WireFormatException">The text is not a Via value.</exception>
    public static SipVia Parse(string text) => TryParse(text, out SipVia? value)
        ? value
        : throw new WireFormatException(WireError.At(WireReason.HeaderValue, Encoding.UTF8.GetBytes(text), 0, "not a Via value"));

    internal static bool TryParse(SipBytes text, [NotNullWhen(true)] out SipVia? value)
    {
        value = TryRead(text.Span, out Slots slots) ? new SipVia(text, slots) : null;
        return value is not null;
    }

    /// <summary>Name and version before the transport, <c>SIP/2.0</c>, without white space.</summary>
    public string Protocol
    {
        get
        {
            ReadOnlySpan<byte> written = _bytes.Span[.._slots.ProtocolEnd];
            return written.SequenceEqual("SIP/2.0"u8) ? "SIP/2.0" : string.Concat(Encoding.UTF8.GetString(written).Where(c => !char.IsWhiteSpace(c)));
        }
    }

    /// <summary>As spelt: UDP, TCP, TLS or another token.</summary>
    public string Transport => Encoding.UTF8.GetString(_bytes.Span[_slots.TransportStart.._slots.TransportEnd]);

    /// <summary>Host of the sent-by part, IPv6 in brackets.</summary>
    public string Host => Encoding.UTF8.GetString(_bytes.Span[_slots.HostStart.._slots.HostEnd]);

    /// <summary>Port of the sent-by part; null when absent (then the transport's default applies).</summary>
    public int? Port => _slots.Port < 0 ? null : _slots.Port;

    /// <summary>In the order written.</summary>
    public IReadOnlyList<SipParameter> Parameters => SipParameters.Read(ParameterBytes, header: true);

    /// <summary>The transaction's branch; null when absent.</summary>
    public string? Branch => Parameter("branch");

    /// <summary>Source address put in by the server (18.2.1); null when absent.</summary>
    public string? Received => Parameter("received");

    /// <summary>An rport parameter is there, filled in or not (RFC 3581).</summary>
    public bool HasRPort => Parameter("rport") is not null;

    /// <summary>Filled-in source port; null when rport is absent, empty or no port number.</summary>
    public int? RPort => ushort.TryParse(Parameter("rport"), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) ? port : null;

    /// <summary>Unquoted value of the first parameter of that name, empty for one without value, null when absent.</summary>
    public string? Parameter(string name) => SipParameters.Value(ParameterBytes, name, header: true);

    /// <summary>The same text with the parameter set; in place when it was there, else after the others.</summary>
    /// <exception cref="WireFormatException">Name or value has characters that a parameter cannot have.</exception>
    public SipVia WithParameter(string name, string? value) =>
        Parse(Encoding.UTF8.GetString(_bytes.Span[.._slots.ParametersStart]) + SipParameters.With(ParameterBytes, name, value, header: true));

    /// <summary>The text as received (folding kept) or as composed.</summary>
    public override string ToString() => _text ??= Encoding.UTF8.GetString(_bytes.Span);

    /// <inheritdoc/>
    public bool Equals(SipVia? other) => other is not null && _bytes.Span.SequenceEqual(other._bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SipVia);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private ReadOnlySpan<byte> ParameterBytes => _bytes.Span[_slots.ParametersStart..];

    private static bool TryRead(ReadOnlySpan<byte> text, out Slots slots)
    {
        slots = default;
        int versionEnd = "SIP/2.0".Length;
        int transport = versionEnd + 1;
        if (text.Length > ushort.MaxValue || (!text.StartsWith("SIP/2.0/"u8) && !TryReadProtocol(text, out versionEnd, out transport))
            || !TryToken(text, transport, out int transportEnd))
        {
            return false;
        }
        int host = SipSyntax.SkipWhite(text, transportEnd);
        int hostEnd = host > transportEnd ? SipUriParts.HostEndAt(text, host) : -1;
        if (hostEnd < 0 || !TryPort(text, hostEnd, out int port, out int parameters)
            || !SipParameters.AreValid(text[parameters..], header: true))
        {
            return false;
        }
        slots = new Slots(port, (ushort)versionEnd, (ushort)transport, (ushort)transportEnd, (ushort)host, (ushort)hostEnd, (ushort)parameters);
        return true;
    }

    private static bool TryReadProtocol(ReadOnlySpan<byte> text, out int versionEnd, out int transport)
    {
        (versionEnd, transport) = (0, 0);
        return TryToken(text, 0, out int nameEnd) && TrySlash(text, nameEnd, out int version)
            && TryToken(text, version, out versionEnd) && TrySlash(text, versionEnd, out transport);
    }

    private static bool TryToken(ReadOnlySpan<byte> text, int start, out int end)
    {
        end = SipSyntax.SkipToken(text, start);
        return end > start;
    }

    private static bool TrySlash(ReadOnlySpan<byte> text, int at, out int next)
    {
        at = SipSyntax.SkipWhite(text, at);
        bool slash = at < text.Length && text[at] == '/';
        next = slash ? SipSyntax.SkipWhite(text, at + 1) : at;
        return slash;
    }

    private static bool TryPort(ReadOnlySpan<byte> text, int at, out int port, out int next)
    {
        (port, next) = (-1, at);
        int colon = SipSyntax.SkipWhite(text, at);
        if (colon == text.Length || text[colon] != ':')
        {
            return true;
        }
        int start = SipSyntax.SkipWhite(text, colon + 1);
        next = start;
        while (next < text.Length && char.IsAsciiDigit((char)text[next]))
        {
            next++;
        }
        bool valid = SipSyntax.TryNumber(text[start..next], ushort.MaxValue, out long number);
        port = valid ? (int)number : -1;
        return valid;
    }
}
