using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Sip;

/// <content>
/// Typed views, read on first use and kept. Two threads that ask at once may both read; they get equal values.
/// </content>
public sealed partial class SipMessage
{
    [Flags]
    private enum View : ushort
    {
        RequestUri = 1,
        From = 2,
        To = 4,
        CallId = 8,
        CSeq = 16,
        TopVia = 32,
        ContentType = 64,
        Disposition = 128,
    }

    private ushort _read;
    private SipUri? _requestUri;
    private SipNameAddress? _from;
    private SipNameAddress? _to;
    private string? _callId;
    private SipCSeq? _cseq;
    private SipVia? _topVia;
    private IReadOnlyList<SipVia>? _vias;
    private MediaType? _contentType;
    private ContentDisposition? _disposition;

    /// <summary>Sender (20.20).</summary>
    public SipNameAddress? From => IsRead(View.From) ? _from : Keep(View.From, ref _from, ReadAddress(SipHeader.From));

    /// <summary>Logical recipient (20.39).</summary>
    public SipNameAddress? To => IsRead(View.To) ? _to : Keep(View.To, ref _to, ReadAddress(SipHeader.To));

    /// <summary>Tag of From; null when absent.</summary>
    public string? FromTag => From?.Tag;

    /// <summary>Tag of To; null when absent.</summary>
    public string? ToTag => To?.Tag;

    /// <summary>Compared byte for byte (20.8).</summary>
    public string? CallId => IsRead(View.CallId) ? _callId : Keep(View.CallId, ref _callId, Value(SipHeader.CallId));

    /// <summary>Sequence number and method (20.16).</summary>
    public SipCSeq? CSeq => IsRead(View.CSeq) ? _cseq : Keep(View.CSeq, ref _cseq, ReadCSeq());

    /// <summary>The Via values that can be read, top first; <see cref="Values(SipHeader)"/> has them all.</summary>
    public IReadOnlyList<SipVia> Vias => _vias ??= ReadVias();

    /// <summary>The first Via value; null when absent or unreadable.</summary>
    public SipVia? TopVia => IsRead(View.TopVia) ? _topVia : Keep(View.TopVia, ref _topVia, ReadTopVia());

    /// <summary>Null when absent or no number up to 2^31-1.</summary>
    public int? MaxForwards => SipSyntax.TryNumber(RawValue(SipHeader.MaxForwards).Span, int.MaxValue, out long hops) ? (int)hops : null;

    /// <summary>Value of the header, not the length of <see cref="Body"/>; null when absent.</summary>
    public int? ContentLength => _contentLength < 0 ? null : _contentLength;

    /// <summary>Null when absent or unreadable.</summary>
    public MediaType? ContentType => IsRead(View.ContentType) ? _contentType : Keep(View.ContentType, ref _contentType, ReadContentType());

    /// <summary>Null when absent or unreadable.</summary>
    public ContentDisposition? Disposition => IsRead(View.Disposition) ? _disposition : Keep(View.Disposition, ref _disposition, ReadDisposition());

    private bool IsRead(View view) => ((View)Volatile.Read(ref _read) & view) != 0;

    // The value is written before its flag. Two threads may lose each other's flag; then a value is read again, no more.
    private T? Keep<T>(View view, ref T? place, T? value)
        where T : class
    {
        place = value;
        Volatile.Write(ref _read, (ushort)((View)_read | view));
        return value;
    }

    private SipNameAddress? ReadAddress(SipHeader header) => SipNameAddress.TryParse(RawValue(header), out SipNameAddress? address) ? address : null;

    private SipCSeq? ReadCSeq() => SipCSeq.TryParse(RawValue(SipHeader.CSeq).Span, out SipCSeq? cseq) ? cseq : null;

    private MediaType? ReadContentType() => SipBodyTypes.Read(RawValue(SipHeader.ContentType).Span);

    private ContentDisposition? ReadDisposition() => ContentDisposition.TryParse(Value(SipHeader.ContentDisposition), out ContentDisposition? value) ? value : null;

    private SipVia? ReadTopVia()
    {
        SipBytes value = RawValue(SipHeader.Via);
        var list = new SipCommaList(value.Span);
        return list.MoveNext() && SipVia.TryParse(value[list.Start..list.End], out SipVia? via) ? via : null;
    }

    private List<SipVia> ReadVias()
    {
        var vias = new List<SipVia>();
        foreach (SipFieldSlot slot in Slots)
        {
            if (slot.Known != SipHeader.Via)
            {
                continue;
            }
            SipBytes value = RawValue(slot);
            var list = new SipCommaList(value.Span);
            while (list.MoveNext())
            {
                if (SipVia.TryParse(value[list.Start..list.End], out SipVia? via))
                {
                    vias.Add(via);
                }
            }
        }
        return vias;
    }
}
