using System.Diagnostics.CodeAnalysis;
using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Msrp;

/// <summary>
/// One MSRP request or response (RFC 4975 9) over the octets it was read from. A chunk of a longer message is a message
/// of its own here. The parser takes headers in any order and number; whether they are right is for others to judge.
/// </summary>
public sealed class MsrpMessage
{
    private readonly FieldTable _table;
    private readonly int _bodyLength;
    private readonly bool _bodyIsClosed;
    private MimeField[]? _headers;
    private IReadOnlyList<MsrpUri>? _toPath;
    private IReadOnlyList<MsrpUri>? _fromPath;
    private MediaType? _contentType;

    internal MsrpMessage(ReadOnlyMemory<byte> bytes, in MsrpStartLine start, FieldSlot[] slots, in MsrpBodySlice body, MsrpFlag flag)
    {
        TransactionId = start.TransactionId;
        Method = start.Method;
        StatusCode = start.StatusCode;
        Comment = start.Comment;
        HasBody = body.IsPresent;
        BodyOffset = body.Offset;
        Flag = flag;
        _bodyLength = body.Length;
        _bodyIsClosed = body.IsClosed;
        _table = new FieldTable(bytes, slots);
    }

    /// <summary>The message as received, start line through end-line.</summary>
    public ReadOnlyMemory<byte> Bytes => _table.Source;

    /// <summary>Whether the start line names a method.</summary>
    public bool IsRequest => Method.Length > 0;

    /// <summary>Whether the start line carries a status code.</summary>
    public bool IsResponse => !IsRequest;

    /// <summary>The method, upper case; empty for a response.</summary>
    public string Method { get; }

    /// <summary>The transaction id of the start line, which the end-line repeats.</summary>
    public string TransactionId { get; }

    /// <summary>The status code of a response, 0 to 999; 0 for a request.</summary>
    public int StatusCode { get; }

    /// <summary>The text after the status code, or null.</summary>
    public string? Comment { get; }

    /// <summary>The headers in order of appearance, MIME headers of the body included.</summary>
    public IReadOnlyList<MimeField> Headers => _headers ??= _table.ToFields();

    /// <summary>To-Path, next hop first; empty when it is absent or holds something that is no MSRP URI.</summary>
    public IReadOnlyList<MsrpUri> ToPath => _toPath ??= MsrpUri.ParsePath(Value("To-Path"));

    /// <summary>From-Path, nearest sender first; empty when it is absent or holds something that is no MSRP URI.</summary>
    public IReadOnlyList<MsrpUri> FromPath => _fromPath ??= MsrpUri.ParsePath(Value("From-Path"));

    /// <summary>The Message-ID, which names the whole message and not the chunk; or null.</summary>
    public string? MessageId => Value("Message-ID");

    /// <summary>The Byte-Range; null when it is absent or not a range (then <see cref="Value"/> has the text).</summary>
    public MsrpByteRange? ByteRange => MsrpByteRange.TryParse(Value("Byte-Range"), out var range) ? range : null;

    /// <summary>The Success-Report value as spelt; null means <c>no</c>.</summary>
    public string? SuccessReport => Value("Success-Report");

    /// <summary>The Failure-Report value as spelt; null means <c>yes</c>.</summary>
    public string? FailureReport => Value("Failure-Report");

    /// <summary>The Status value of a REPORT as spelt, or null. <see cref="MsrpStatus.TryParse"/> takes it apart.</summary>
    public string? Status => Value("Status");

    /// <summary>The parsed Content-Type; null when it is absent or no media type.</summary>
    public MediaType? ContentType =>
        _contentType ?? (MediaType.TryParse(Value("Content-Type"), out _contentType) ? _contentType : null);

    /// <summary>Whether an empty line follows the headers. A body of no octets is still a body.</summary>
    public bool HasBody { get; }

    /// <summary>The body without the line break that belongs to the end-line; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body => Bytes.Slice(BodyOffset, _bodyLength);

    /// <summary>Where the body starts within <see cref="Bytes"/>; without one, where the end-line starts.</summary>
    public int BodyOffset { get; }

    /// <summary>The continuation flag of the end-line.</summary>
    public MsrpFlag Flag { get; }

    /// <summary>Whether a header of that name is there; case is ignored.</summary>
    public bool Has(string name) => _table.IndexOf(name) >= 0;

    /// <summary>The value of the first header of that name (case ignored), or null.</summary>
    public string? Value(string name) => _table.Value(name);

    /// <summary>Reads the message at the start of a stream.</summary>
    /// <param name="input">What has arrived and was not consumed yet.</param>
    /// <param name="message">The message when the answer is <see cref="ReadStatus.Complete"/>.</param>
    /// <param name="consumed">Octets of the message; 0 unless complete.</param>
    /// <param name="error">Why and where the input can never become a message, when malformed.</param>
    /// <param name="limits">Header and chunk limits; <see cref="WireLimits.Default"/> when null.</param>
    /// <remarks>
    /// Every call starts at the front. For a stream that arrives in small pieces use <see cref="MsrpReader"/>, which
    /// remembers how far it has looked.
    /// </remarks>
    public static ReadStatus TryParse(
        ReadOnlyMemory<byte> input,
        out MsrpMessage? message,
        out int consumed,
        out WireError? error,
        WireLimits? limits = null)
    {
        var parser = new MsrpParser(limits ?? WireLimits.Default);
        var status = parser.Advance(input.Span, out error);
        message = status == ReadStatus.Complete ? parser.ToMessage(input[..parser.Consumed]) : null;
        consumed = message is null ? 0 : parser.Consumed;
        return status;
    }

    /// <summary>Reads a single message that is known to be well-formed.</summary>
    /// <exception cref="WireFormatException">It is malformed, incomplete or followed by something else.</exception>
    public static MsrpMessage Parse(ReadOnlyMemory<byte> input)
    {
        var status = TryParse(input, out var message, out var consumed, out var error);
        if (status == ReadStatus.Complete && message is not null && consumed == input.Length)
        {
            return message;
        }

        throw new WireFormatException(error ?? (status == ReadStatus.Incomplete
            ? WireError.At(WireReason.Truncated, input.Span, input.Length)
            : WireError.At(WireReason.EndLine, input.Span, consumed, "octets follow the end-line")));
    }

    /// <summary>Starts a request of any method.</summary>
    public static MsrpMessageBuilder Request(string method, string transactionId) => new(transactionId, Encoding.UTF8.GetBytes(method));

    /// <summary>Starts a SEND request.</summary>
    public static MsrpMessageBuilder Send(string transactionId) => Request("SEND", transactionId);

    /// <summary>Starts a REPORT request.</summary>
    public static MsrpMessageBuilder Report(string transactionId) => Request("REPORT", transactionId);

    /// <summary>Starts a response.</summary>
    public static MsrpMessageBuilder Response(string transactionId, int status, string? comment = null) =>
        new(transactionId, MsrpMessageBuilder.StatusText(status, comment));

    /// <summary>
    /// Starts the response to this request (RFC 4975 7.2): same transaction, back to the previous hop for SEND and along
    /// the whole From-Path for other methods, from the URI the request was sent to.
    /// </summary>
    public MsrpMessageBuilder Respond(int status, string? comment = null)
    {
        var back = Method == "SEND" ? FromPath.Take(1) : FromPath;
        return Response(TransactionId, status, comment).To(back).From(ToPath.Take(1));
    }

    /// <summary>Starts a message from this one: untouched headers keep their octets and order.</summary>
    public MsrpMessageBuilder Edit()
    {
        var start = Bytes[(MsrpSyntax.Protocol.Length + TransactionId.Length + 1)..Bytes.Span.IndexOf((byte)'\r')];
        var builder = new MsrpMessageBuilder(TransactionId, start);
        foreach (var header in Headers)
        {
            builder.Raw(header.Raw.Span);
        }

        builder.InGivenOrder().Flag(Flag);
        if (HasBody)
        {
            builder.Body(Body);
        }

        return _bodyIsClosed ? builder : builder.WithoutLineBreakAfterBody();
    }
}
