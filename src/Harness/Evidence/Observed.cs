using Conformance.Harness.Dsl;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Wire;
using Conformance.Wire.Mime;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Evidence;

/// <summary>One message on the wire of a case, with its bytes, who sent it, and lazy views of what it holds.</summary>
public sealed class Observed
{
    private Content? _content;
    private bool _contentRead;

    /// <summary>Position in the trace, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Place among the octets that the journal has of the case, from 0.</summary>
    internal int Place { get; init; }

    /// <summary>Time since the case began.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Time that this host had lost in the run until then; what was lost between two messages counts against nobody.</summary>
    public TimeSpan LostBefore { get; init; }

    /// <summary>The party it left.</summary>
    public required Party From { get; init; }

    /// <summary>The party it went to.</summary>
    public required Party To { get; init; }

    /// <summary>True when the system under test emitted it.</summary>
    public required bool FromSut { get; init; }

    /// <summary>What carried it.</summary>
    public required TransportKind Transport { get; init; }

    /// <summary>Its octets.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>What opens the S/MIME envelopes of the case; null where there is nothing.</summary>
    public CaseKeys? Keys { get; init; }

    /// <summary>The SIP message; null over MSRP and when it could not be read.</summary>
    public SipMessage? Sip { get; init; }

    /// <summary>The MSRP message; null over SIP and when it could not be read.</summary>
    public MsrpMessage? Msrp { get; init; }

    /// <summary>Why it could not be read; null when it could.</summary>
    public WireError? Malformed { get; init; }

    /// <summary>For a response, the request that it answers; null when unknown.</summary>
    public Observed? Request { get; init; }

    /// <summary>The template that it was built from or recognised as; null for none.</summary>
    public Template? Template { get; set; }

    /// <summary>True when the same octets (or the same transaction) had been seen before.</summary>
    public bool Retransmission { get; init; }

    /// <summary>True when the harness broke a rule in it on purpose.</summary>
    public bool Provocation { get; set; }

    /// <summary>How it relates to the scenario.</summary>
    public ArrowMark Mark { get; set; } = ArrowMark.Tolerated;

    /// <summary>The complete MSRP message of which this is the chunk that completed it; null otherwise.</summary>
    public ReadOnlyMemory<byte>? Assembled { get; internal set; }

    /// <summary>True for a SIP or MSRP request.</summary>
    public bool IsRequest => Sip?.IsRequest ?? Msrp?.IsRequest ?? false;

    /// <summary>True for a SIP or MSRP response.</summary>
    public bool IsResponse => Sip?.IsResponse ?? (Msrp is { IsRequest: false });

    /// <summary>Method of a request, or of the request a SIP response belongs to; empty when unreadable.</summary>
    public string Method => Sip?.Method ?? Msrp?.Method ?? "";

    /// <summary>Status code of a response; 0 for a request.</summary>
    public int StatusCode => Sip?.StatusCode ?? Msrp?.StatusCode ?? 0;

    /// <summary>The media type of the body as the carrier names it; null when absent or unreadable.</summary>
    public MediaType? PayloadType => Sip is not null ? Sip.ContentType : Msrp?.ContentType;

    /// <summary>The body: of the SIP message, or of the complete MSRP message.</summary>
    public ReadOnlyMemory<byte> Payload => Sip is not null ? Sip.Body : Assembled ?? (Msrp is { HasBody: true } ? Msrp.Body : default);

    /// <summary>Where the body begins in <see cref="Bytes"/>; null when it was put together from several chunks.</summary>
    public int? PayloadOffset =>
        Sip is not null ? Sip.BodyOffset
        : Msrp is { HasBody: true } && (Assembled is null || Assembled.Value.Length == Msrp.Body.Length) ? Msrp.BodyOffset
        : null;

    /// <summary>What the body holds; null when there is none, or when it is part of an MSRP message that is not complete.</summary>
    public Content? Content
    {
        get
        {
            if (!_contentRead)
            {
                _contentRead = true;
                _content = ReadContent();
            }

            return _content;
        }
    }

    /// <summary>What the harness takes the message for (candidate rule: lenient, so that a malformed receipt shows as malformed).</summary>
    public MessageKind Kind => field is MessageKind.Unset ? field = Classification.Of(this) : field;

    /// <summary>Marks the whole value of a SIP header field, for a finding.</summary>
    public ByteRange? RangeOf(SipHeader header)
    {
        if (Sip is not null)
        {
            foreach (var field in Sip.Fields)
            {
                if (field.Known == header)
                {
                    return new ByteRange(field.Offset, field.Length);
                }
            }
        }

        return null;
    }

    /// <summary>Marks a run of octets of the body, for a finding; null when the body was put together from several chunks.</summary>
    public ByteRange? RangeInPayload(int offset, int length) =>
        PayloadOffset is { } start ? new ByteRange(start + offset, length) : null;

    /// <summary>Marks the first place in the message where the text stands, ignoring case; null when it is not there.</summary>
    public ByteRange? RangeOf(string text)
    {
        var at = Octets.IndexOf(Bytes.Span, text);
        return at < 0 ? null : new ByteRange(at, text.Length);
    }

    private Content? ReadContent()
    {
        if (Msrp is not null && Assembled is null)
        {
            return null;
        }

        return Payload.IsEmpty && PayloadType is null ? null : Content.Read(PayloadType, Payload, PayloadOffset, Keys);
    }
}
