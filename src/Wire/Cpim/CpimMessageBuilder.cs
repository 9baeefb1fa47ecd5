using System.Buffers;
using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Cpim;

/// <summary>
/// Writes a message/cpim entity. <see cref="Raw"/>, <see cref="WithoutBlankLine"/>, <see cref="WithBareLineFeeds"/> and
/// <see cref="WithCarrierHeader"/> are for provocations.
/// </summary>
public sealed class CpimMessageBuilder
{
    private readonly List<(string? Name, byte[] Line)> _headers = [];
    private ReadOnlyMemory<byte> _entity;
    private ReadOnlyMemory<byte> _prefix;
    private ReadOnlyMemory<byte>? _separator;
    private string _lineEnd = "\r\n";

    /// <summary>Adds a header at the end.</summary>
    /// <param name="name">The name, with prefix and dot if it needs them.</param>
    /// <param name="value">The value as it goes on the wire: <see cref="CpimText.Escape"/> what people have typed.</param>
    /// <param name="parameters">Parameters to put between colon and value.</param>
    /// <exception cref="ArgumentException">The value would break out of its line.</exception>
    public CpimMessageBuilder Header(string name, string value, params ReadOnlySpan<CpimParameter> parameters)
    {
        _headers.Add((name, Line(name, value, parameters)));
        return this;
    }

    /// <summary>Adds a From header.</summary>
    public CpimMessageBuilder From(string uri, string? displayName = null) => Header("From", new CpimAddress(displayName, uri).ToString());

    /// <summary>Adds a To header.</summary>
    public CpimMessageBuilder To(string uri, string? displayName = null) => Header("To", new CpimAddress(displayName, uri).ToString());

    /// <summary>Adds a Subject header with its text escaped.</summary>
    public CpimMessageBuilder Subject(string text, string? language = null) => language is null
        ? Header("Subject", CpimText.Escape(text))
        : Header("Subject", CpimText.Escape(text), new CpimParameter("lang", language));

    /// <summary>Declares a prefix, or with null the default namespace, for the headers added after it.</summary>
    public CpimMessageBuilder Namespace(string? prefix, string uri) => Header("NS", prefix is null ? $"<{uri}>" : $"{prefix} <{uri}>");

    /// <summary>Replaces the first header of exactly that name in place and drops further ones, or adds it.</summary>
    /// <exception cref="ArgumentException">The value would break out of its line.</exception>
    public CpimMessageBuilder Set(string name, string value)
    {
        var line = Line(name, value, []);
        var index = _headers.FindIndex(header => header.Name == name);
        Remove(name);
        _headers.Insert(index < 0 ? _headers.Count : index, (name, line));
        return this;
    }

    /// <summary>Drops every header of exactly that name.</summary>
    public CpimMessageBuilder Remove(string name)
    {
        _headers.RemoveAll(header => header.Name == name);
        return this;
    }

    /// <summary>Adds octets to the headers as they are; a line end must be part of them.</summary>
    public CpimMessageBuilder Raw(ReadOnlySpan<byte> headerLine)
    {
        var colon = headerLine.IndexOf((byte)':');
        _headers.Add((colon < 0 ? null : Encoding.UTF8.GetString(headerLine[..colon]), headerLine.ToArray()));
        return this;
    }

    /// <summary>Sets the encapsulated entity.</summary>
    public CpimMessageBuilder Content(MimeEntity entity)
    {
        _entity = entity.Bytes;
        return this;
    }

    /// <summary>Sets the encapsulated entity to these MIME headers, in this order, and octets.</summary>
    public CpimMessageBuilder Content(IEnumerable<(string Name, string Value)> mimeHeaders, ReadOnlyMemory<byte> bytes)
    {
        var entity = MimeEntity.Build();
        foreach (var (name, value) in mimeHeaders)
        {
            entity.Header(name, value);
        }

        return RawContent(entity.Content(bytes).ToBytes());
    }

    /// <summary>Sets the encapsulated entity to octets of one type.</summary>
    public CpimMessageBuilder Content(string contentType, ReadOnlyMemory<byte> bytes) => Content([("Content-Type", contentType)], bytes);

    /// <summary>Sets everything behind the CPIM headers and their empty line, right or wrong.</summary>
    public CpimMessageBuilder RawContent(ReadOnlyMemory<byte> entity)
    {
        _entity = entity;
        return this;
    }

    /// <summary>Leaves out the empty line between the CPIM headers and the MIME headers.</summary>
    public CpimMessageBuilder WithoutBlankLine()
    {
        _separator = ReadOnlyMemory<byte>.Empty;
        return this;
    }

    /// <summary>Opens the entity with the Content-Type header of its carrier and an empty line.</summary>
    public CpimMessageBuilder WithCarrierHeader()
    {
        _prefix = Encoding.ASCII.GetBytes($"Content-type: Message/CPIM{_lineEnd}{_lineEnd}");
        return this;
    }

    /// <summary>Ends the header lines added from here on, and the empty line after them, with a bare LF.</summary>
    public CpimMessageBuilder WithBareLineFeeds()
    {
        _lineEnd = "\n";
        return this;
    }

    /// <summary>Keeps the layout of a message that was read tolerantly.</summary>
    internal CpimMessageBuilder Framed(ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> separator)
    {
        (_prefix, _separator) = (prefix, separator);
        return this;
    }

    /// <summary>The octets, right or wrong.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(256 + _entity.Length);
        output.Write(_prefix.Span);
        foreach (var (_, line) in _headers)
        {
            output.Write(line);
        }

        output.Write((_separator ?? Encoding.ASCII.GetBytes(_lineEnd)).Span);
        output.Write(_entity.Span);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The message, parsed back from its octets.</summary>
    /// <exception cref="WireFormatException">The reading does not accept the octets; <see cref="ToBytes"/> gives them anyway.</exception>
    public CpimMessage Build(CpimReading reading = CpimReading.Strict) =>
        CpimMessage.TryParse(ToBytes(), reading, out var message, out var error) ? message : throw new WireFormatException(error);

    private byte[] Line(string name, string value, ReadOnlySpan<CpimParameter> parameters)
    {
        if (value.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException("A line break has to be escaped, or belongs into Raw.", nameof(value));
        }

        var line = new StringBuilder(name).Append(':');
        foreach (var parameter in parameters)
        {
            line.Append(';').Append(parameter.Name).Append('=').Append(
                CpimText.IsToken(parameter.Value) ? parameter.Value : $"\"{CpimText.Escape(parameter.Value, '"')}\"");
        }

        return Encoding.UTF8.GetBytes(line.Append(' ').Append(value).Append(_lineEnd).ToString());
    }
}
