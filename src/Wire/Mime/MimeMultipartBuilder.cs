using System.Buffers;
using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>Writes a multipart body. <see cref="RawPart"/> and the <c>Without</c> methods are for provocations.</summary>
public sealed class MimeMultipartBuilder
{
    private readonly string _boundary;
    private readonly List<(ReadOnlyMemory<byte> Bytes, bool Checked)> _parts = [];
    private ReadOnlyMemory<byte>? _preamble;
    private ReadOnlyMemory<byte>? _epilogue;
    private string _padding = "";
    private string _lineEnd = "\r\n";
    private bool _closed = true;

    internal MimeMultipartBuilder(string boundary)
    {
        if (boundary.Length is 0 or > 70 || boundary[^1] == ' ' || boundary.AsSpan().ContainsAnyExcept(MimeSyntax.BoundaryChars))
        {
            throw new ArgumentException($"'{boundary}' is no boundary (RFC 2046 5.1.1).", nameof(boundary));
        }

        _boundary = boundary;
    }

    /// <summary>Adds a part.</summary>
    public MimeMultipartBuilder Part(MimeEntity part)
    {
        _parts.Add((part.Bytes, true));
        return this;
    }

    /// <summary>Adds octets between two delimiters as they are, even if they hold a delimiter.</summary>
    public MimeMultipartBuilder RawPart(ReadOnlyMemory<byte> part)
    {
        _parts.Add((part, false));
        return this;
    }

    /// <summary>Sets what stands before the first delimiter.</summary>
    public MimeMultipartBuilder Preamble(ReadOnlyMemory<byte> preamble)
    {
        _preamble = preamble;
        return this;
    }

    /// <summary>Sets what stands after the close delimiter.</summary>
    public MimeMultipartBuilder Epilogue(ReadOnlyMemory<byte> epilogue)
    {
        _epilogue = epilogue;
        return this;
    }

    /// <summary>Puts blanks behind every delimiter, which receivers have to skip (RFC 2046 5.1.1).</summary>
    public MimeMultipartBuilder Padding(string blanks)
    {
        _padding = blanks;
        return this;
    }

    /// <summary>Leaves out the close delimiter.</summary>
    public MimeMultipartBuilder WithoutCloseDelimiter()
    {
        _closed = false;
        return this;
    }

    /// <summary>Ends delimiter lines with a bare LF; parts stay as they are.</summary>
    public MimeMultipartBuilder WithBareLineFeeds()
    {
        _lineEnd = "\n";
        return this;
    }

    /// <summary>The octets, right or wrong.</summary>
    /// <exception cref="ArgumentException">The boundary occurs in a part that was not added as raw.</exception>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        var delimiter = "--" + _boundary;
        if (_preamble is { } preamble)
        {
            output.Write(preamble.Span);
            Write(output, _lineEnd);
        }

        foreach (var (bytes, isChecked) in _parts)
        {
            if (isChecked && bytes.Span.IndexOf(Encoding.ASCII.GetBytes(delimiter)) >= 0)
            {
                throw new ArgumentException($"The boundary '{_boundary}' occurs in a part; choose another.");
            }

            Write(output, delimiter + _padding + _lineEnd);
            output.Write(bytes.Span);
            Write(output, _lineEnd);
        }

        if (_closed)
        {
            // RFC 5365 and every stack seen end the body with a line break; the grammar wants one only before an epilogue.
            Write(output, delimiter + "--" + _padding + _lineEnd);
        }

        output.Write(_epilogue.GetValueOrDefault().Span);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, string text) => output.Write(Encoding.ASCII.GetBytes(text));
}
