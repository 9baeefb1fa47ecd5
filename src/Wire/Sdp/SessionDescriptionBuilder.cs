using System.Globalization;
using System.Text;

namespace Conformance.Wire.Sdp;

/// <summary>Writes a session description, line by line. The same calls make offers and answers.</summary>
public sealed class SessionDescriptionBuilder
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes the session lines v=, o=, s=, c= and t= of a session without a time limit.</summary>
    /// <param name="origin">The o= line. Its address is that of the c= line too.</param>
    /// <param name="name">The session name; RFC 4566 5.3 wants at least a space.</param>
    public SessionDescriptionBuilder Session(SdpOrigin origin, string name = "-") =>
        Line('v', "0")
            .Line('o', origin.ToString())
            .Line('s', name)
            .Line('c', $"IN {origin.AddressType} {origin.Address}")
            .Line('t', "0 0");

    /// <summary>Writes the m= section of an MSRP stream.</summary>
    public SessionDescriptionBuilder Message(MsrpMediaSettings settings)
    {
        var next = settings.Path[0];
        var port = settings.Port ?? next.Port ?? 0;
        return Line('m', string.Create(CultureInfo.InvariantCulture, $"message {port} {(next.IsSecure ? "TCP/TLS/MSRP" : "TCP/MSRP")} *"))
            .Attribute("accept-types", Joined(settings.AcceptTypes))
            .Attribute("accept-wrapped-types", Joined(settings.AcceptWrappedTypes))
            .Attribute("max-size", settings.MaxSize?.ToString(CultureInfo.InvariantCulture))
            .Attribute("path", string.Join(' ', settings.Path))
            .Attribute("setup", settings.Setup)
            .Attribute("fingerprint", settings.Fingerprint)
            .Flag(settings.Direction);
    }

    /// <summary>Writes an attribute, or nothing when the value is null.</summary>
    public SessionDescriptionBuilder Attribute(string name, string? value) => value is null ? this : Line('a', $"{name}:{value}");

    /// <summary>Writes an attribute without a value, or nothing when the name is null.</summary>
    public SessionDescriptionBuilder Flag(string? name) => name is null ? this : Line('a', name);

    /// <summary>Writes any line.</summary>
    /// <exception cref="ArgumentException">The value holds a line break.</exception>
    public SessionDescriptionBuilder Line(char type, string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException("A line break belongs into Raw only.", nameof(value));
        }

        _text.Append(type).Append('=').Append(value).Append("\r\n");
        return this;
    }

    /// <summary>Writes text as it is.</summary>
    public SessionDescriptionBuilder Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>The octets, right or wrong.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>The description, parsed back from its octets.</summary>
    /// <exception cref="WireFormatException">Raw text broke it.</exception>
    public SessionDescription Build() => SessionDescription.Parse(ToBytes());

    private static string? Joined(IReadOnlyList<string> words) => words.Count == 0 ? null : string.Join(' ', words);
}
