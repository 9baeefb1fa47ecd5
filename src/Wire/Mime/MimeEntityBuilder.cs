using System.Buffers;
using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>
/// Writes a MIME entity. Everything but <see cref="RawHeader"/> and <see cref="WithoutBlankLine"/> yields well-formed
/// output; these two are for provocations.
/// </summary>
public sealed class MimeEntityBuilder
{
    private readonly List<(string? Name, ReadOnlyMemory<byte> Line)> _headers = [];
    private ReadOnlyMemory<byte> _content;
    private ReadOnlyMemory<byte>? _separator;
    private string _lineEnd = "\r\n";

    /// <summary>Adds a field at the end.</summary>
    /// <exception cref="ArgumentException">The value would break out of its line.</exception>
    public MimeEntityBuilder Header(string name, string value)
    {
        _headers.Add((name, Line(name, value)));
        return this;
    }

    /// <summary>Replaces the first field of that name (case ignored) in place and drops further ones, or adds the field.</summary>
    /// <exception cref="ArgumentException">The value would break out of its line.</exception>
    public MimeEntityBuilder Set(string name, string value)
    {
        var index = _headers.FindIndex(header => IsNamed(header, name));
        if (index < 0)
        {
            return Header(name, value);
        }

        Without(name);
        _headers.Insert(index, (name, Line(name, value)));
        return this;
    }

    /// <summary>Drops every field of that name; case is ignored.</summary>
    public MimeEntityBuilder Without(string name)
    {
        _headers.RemoveAll(header => IsNamed(header, name));
        return this;
    }

    /// <summary>Adds octets to the header block as they are; a line end must be part of them.</summary>
    public MimeEntityBuilder RawHeader(ReadOnlyMemory<byte> line)
    {
        var colon = line.Span.IndexOf((byte)':');
        _headers.Add((colon < 0 ? null : Encoding.UTF8.GetString(line.Span[..colon]).TrimEnd(), line.ToArray()));
        return this;
    }

    /// <summary>Sets the content, already in its transfer encoding.</summary>
    public MimeEntityBuilder Content(ReadOnlyMemory<byte> content)
    {
        _content = content;
        return this;
    }

    /// <summary>Sets UTF-8 text as the content, without touching its line ends.</summary>
    public MimeEntityBuilder Content(string content) => Content(Encoding.UTF8.GetBytes(content));

    /// <summary>Leaves out the empty line between the header block and the content.</summary>
    public MimeEntityBuilder WithoutBlankLine()
    {
        _separator = ReadOnlyMemory<byte>.Empty;
        return this;
    }

    /// <summary>Ends the lines added from here on, and the header block, with a bare LF.</summary>
    public MimeEntityBuilder WithBareLineFeeds()
    {
        _lineEnd = "\n";
        return this;
    }

    /// <summary>Keeps what stood between the fields and the content of an entity that was read.</summary>
    internal MimeEntityBuilder Separated(ReadOnlyMemory<byte> separator)
    {
        _separator = separator;
        return this;
    }

    /// <summary>The octets, right or wrong.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var (_, line) in _headers)
        {
            output.Write(line.Span);
        }

        output.Write((_separator ?? Encoding.ASCII.GetBytes(_lineEnd)).Span);
        output.Write(_content.Span);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The entity, parsed back from its octets.</summary>
    /// <exception cref="WireFormatException">Raw parts made the entity malformed; use <see cref="ToBytes"/>.</exception>
    public MimeEntity Build() => MimeEntity.Parse(ToBytes());

    private ReadOnlyMemory<byte> Line(string name, string value) =>
        value.AsSpan().ContainsAny('\r', '\n')
            ? throw new ArgumentException("A line break belongs into RawHeader only.", nameof(value))
            : Encoding.UTF8.GetBytes($"{name}: {value}{_lineEnd}");

    private static bool IsNamed((string? Name, ReadOnlyMemory<byte> Line) header, string name) =>
        name.Equals(header.Name, StringComparison.OrdinalIgnoreCase);
}
