using System.Buffers;
using System.Globalization;
using System.Text;

namespace Conformance.Wire.Msrp;

/// <summary>
/// Writes an MSRP message. To-Path and From-Path come first and Content-Type last (RFC 4975 7.1) whatever the order of
/// the calls, unless <see cref="InGivenOrder"/> is asked for. The latter, <see cref="Raw"/> and the <c>Without</c> and
/// <c>EndLine</c> methods are for provocations.
/// </summary>
public sealed class MsrpMessageBuilder
{
    private readonly List<(string? Name, byte[] Line)> _headers = [];
    private readonly ReadOnlyMemory<byte> _start;
    private string _transactionId;
    private string? _endLine;
    private ReadOnlyMemory<byte>? _body;
    private MsrpFlag _flag = MsrpFlag.Last;
    private bool _inGivenOrder;
    private bool _bodyIsClosed = true;

    internal MsrpMessageBuilder(string transactionId, ReadOnlyMemory<byte> start)
    {
        _transactionId = transactionId;
        _start = start;
    }

    /// <summary>Sets another transaction id for start line and end-line.</summary>
    public MsrpMessageBuilder TransactionId(string id)
    {
        _transactionId = id;
        return this;
    }

    /// <summary>Sets To-Path, next hop first.</summary>
    public MsrpMessageBuilder To(params IEnumerable<MsrpUri> path) => Set("To-Path", string.Join(' ', path));

    /// <summary>Sets From-Path, this sender first.</summary>
    public MsrpMessageBuilder From(params IEnumerable<MsrpUri> path) => Set("From-Path", string.Join(' ', path));

    /// <summary>Sets the Message-ID.</summary>
    public MsrpMessageBuilder MessageId(string id) => Set("Message-ID", id);

    /// <summary>Sets the Byte-Range.</summary>
    public MsrpMessageBuilder ByteRange(long start, long? end, long? total) =>
        Set("Byte-Range", new MsrpByteRange(start, end, total).ToString());

    /// <summary>Sets Success-Report: <c>yes</c> or <c>no</c>; null takes it out.</summary>
    public MsrpMessageBuilder SuccessReport(string? value) => value is null ? Remove("Success-Report") : Set("Success-Report", value);

    /// <summary>Sets Failure-Report: <c>yes</c>, <c>no</c> or <c>partial</c>; null takes it out.</summary>
    public MsrpMessageBuilder FailureReport(string? value) => value is null ? Remove("Failure-Report") : Set("Failure-Report", value);

    /// <summary>Sets the Status of a REPORT, in namespace 000.</summary>
    public MsrpMessageBuilder Status(int code, string? comment = null) => Set("Status", new MsrpStatus(0, code, comment).ToString());

    /// <summary>Adds a header.</summary>
    /// <exception cref="ArgumentException">The value would break out of its line.</exception>
    public MsrpMessageBuilder Header(string name, string value)
    {
        _headers.Add((name, Line(name, value)));
        return this;
    }

    /// <summary>Replaces the first header of that name (case ignored) in place and drops further ones, or adds it.</summary>
    /// <exception cref="ArgumentException">The value would break out of its line.</exception>
    public MsrpMessageBuilder Set(string name, string value)
    {
        var line = Line(name, value);
        var index = _headers.FindIndex(header => IsNamed(header, name));
        Remove(name);
        _headers.Insert(index < 0 ? _headers.Count : index, (name, line));
        return this;
    }

    /// <summary>Drops every header of that name; case is ignored.</summary>
    public MsrpMessageBuilder Remove(string name)
    {
        _headers.RemoveAll(header => IsNamed(header, name));
        return this;
    }

    /// <summary>Adds octets to the header block as they are; a line end must be part of them.</summary>
    public MsrpMessageBuilder Raw(ReadOnlySpan<byte> headerLine)
    {
        var colon = headerLine.IndexOf((byte)':');
        _headers.Add((colon < 0 ? null : Encoding.UTF8.GetString(headerLine[..colon]), headerLine.ToArray()));
        return this;
    }

    /// <summary>Sets the body of this chunk; a given type becomes the Content-Type.</summary>
    public MsrpMessageBuilder Body(ReadOnlyMemory<byte> body, string? contentType = null)
    {
        _body = body;
        return contentType is null ? this : Set("Content-Type", contentType);
    }

    /// <summary>Takes the body and all Content headers out.</summary>
    public MsrpMessageBuilder WithoutBody()
    {
        _body = null;
        _headers.RemoveAll(header => header.Name?.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ?? false);
        return this;
    }

    /// <summary>Sets the continuation flag; <see cref="MsrpFlag.Last"/> unless said.</summary>
    public MsrpMessageBuilder Flag(MsrpFlag flag)
    {
        _flag = flag;
        return this;
    }

    /// <summary>Keeps headers in the order of the calls.</summary>
    public MsrpMessageBuilder InGivenOrder()
    {
        _inGivenOrder = true;
        return this;
    }

    /// <summary>Writes this instead of the end-line; a line end must be part of it. Empty for no end-line at all.</summary>
    public MsrpMessageBuilder EndLine(string endLine)
    {
        _endLine = endLine;
        return this;
    }

    /// <summary>Leaves out the line break between the body and the end-line.</summary>
    public MsrpMessageBuilder WithoutLineBreakAfterBody()
    {
        _bodyIsClosed = false;
        return this;
    }

    /// <summary>The octets, right or wrong.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(256 + (_body?.Length ?? 0));
        Write(output, $"MSRP {_transactionId} ");
        output.Write(_start.Span);
        output.Write("\r\n"u8);
        IEnumerable<(string? Name, byte[] Line)> headers = _inGivenOrder ? _headers : _headers.OrderBy(Rank);
        foreach (var header in headers)
        {
            output.Write(header.Line);
        }

        if (_body is { } body)
        {
            output.Write("\r\n"u8);
            output.Write(body.Span);
            output.Write(_bodyIsClosed ? "\r\n"u8 : []);
        }

        Write(output, _endLine ?? $"-------{_transactionId}{MsrpSyntax.Octet(_flag)}\r\n");
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The message, parsed back from its octets.</summary>
    /// <exception cref="WireFormatException">
    /// It is not one message: raw parts broke it, or the end-line occurs in the body and another transaction id is needed.
    /// </exception>
    public MsrpMessage Build() => MsrpMessage.Parse(ToBytes());

    internal static byte[] StatusText(int status, string? comment) => comment.AsSpan().ContainsAny('\r', '\n')
        ? throw new ArgumentException("A comment stands on one line.", nameof(comment))
        : Encoding.UTF8.GetBytes(status.ToString("D3", CultureInfo.InvariantCulture) + (comment is null ? "" : " " + comment));

    // A stable sort by these ranks leaves a well-ordered header block as it is.
    private static int Rank((string? Name, byte[] Line) header) => header.Name?.ToLowerInvariant() switch
    {
        "to-path" => 0,
        "from-path" => 1,
        "content-type" => 4,
        { } name when name.StartsWith("content-", StringComparison.Ordinal) => 3,
        _ => 2,
    };

    private static byte[] Line(string name, string value) =>
        value.AsSpan().ContainsAny('\r', '\n')
            ? throw new ArgumentException("A line break belongs into Raw only.", nameof(value))
            : Encoding.UTF8.GetBytes($"{name}: {value}\r\n");

    private static bool IsNamed((string? Name, byte[] Line) header, string name) =>
        name.Equals(header.Name, StringComparison.OrdinalIgnoreCase);

    private static void Write(ArrayBufferWriter<byte> output, string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
