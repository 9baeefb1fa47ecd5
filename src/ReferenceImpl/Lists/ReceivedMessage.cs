using System.Globalization;
using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>A MESSAGE to one of our users, read.</summary>
internal sealed class ReceivedMessage(SipMessage request, SipTarget source, InboxConduct conduct, KeyRing keys)
{
    // multipart in multipart; deeper ones are not worth reading.
    private const int DeepestNesting = 4;

    private readonly StringBuilder _text = new();

    public SipMessage Request { get; } = request;

    /// <summary>Where it came from: the way back when nothing better is known.</summary>
    public SipTarget Source { get; } = source;

    public string User { get; } = request.RequestUri?.User ?? "";

    /// <summary>What the user gets to read; empty for a receipt.</summary>
    public string Text => _text.ToString();

    /// <summary>The instant message in it, if it came as message/cpim.</summary>
    public CpimMessage? Cpim { get; private set; }

    /// <summary>The receipt in it, if that is what it is.</summary>
    public StatusReceipt? Receipt { get; private set; }

    /// <summary>Who else got it, as far as they may be known; null when nothing is said.</summary>
    public ResourceLists? History { get; private set; }

    /// <summary>The date that its signature covers; null when it is not signed, or the signature covers none.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>True when it has a signature that does not hold.</summary>
    public bool IsDamaged { get; private set; }

    /// <returns>False when it holds something that must be understood and is not.</returns>
    public bool TryRead()
    {
        if (Request.ContentType is not { } type)
        {
            return Request.Body.IsEmpty;
        }

        if (SmimeBody.IsSigned(type))
        {
            return TrySigned(type);
        }

        if (type.IsMultipart && conduct.ReadsMultipart)
        {
            return TryMultipart(type, Request.Body, 0);
        }

        if (Opened(type, Request.Body) is { } inside)
        {
            return TryPart(inside, 0);
        }

        var handling = Request.Disposition?.Handling;
        return TryShow(type, Request.Body) || string.Equals(handling, "optional", StringComparison.OrdinalIgnoreCase);
    }

    private bool TrySigned(MediaType type)
    {
        var layer = SmimeBody.Open(type, Request.Body, []);
        if (layer is not { Content: { } signed, Flaw: null })
        {
            IsDamaged = true;
            return false;
        }

        SignedAt = DateTimeOffset.TryParseExact(signed.Value("Date"), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
        return TryPart(signed, 0);
    }

    private bool TryMultipart(MediaType type, ReadOnlyMemory<byte> body, int depth)
    {
        if (depth == DeepestNesting || !MimeMultipart.TryParse(body, type, out var multipart, out _))
        {
            return false;
        }

        // Alternatives say the same in several ways, the best last (RFC 2046 5.1.4): one that can be shown will do.
        return type.Is("multipart/alternative")
            ? multipart.Parts.Reverse().Any(part => TryPart(part, depth))
            : multipart.Parts.All(part => TryPart(part, depth));
    }

    /// <summary>What an envelope for our user holds; null for none, and for one that he cannot open.</summary>
    private MimeEntity? Opened(MediaType? type, ReadOnlyMemory<byte> content)
    {
        if (type is null || !SmimeBody.IsEnveloped(type) || !keys.Serves(User) || keys.Open(User, type, null, content) is not { Refusal: 0 } inside)
        {
            return null;
        }

        var entity = MimeEntity.Build().Header("Content-Type", inside.Type.Text);
        return (inside.Disposition is { } disposition ? entity.Header("Content-Disposition", disposition.Text) : entity).Content(inside.Octets).Build();
    }

    private bool TryPart(MimeEntity part, int depth)
    {
        if (conduct.Opens(part) && Opened(part.ContentType, part.Content) is { } inside)
        {
            return TryPart(inside, depth);
        }

        if (conduct.IsHistory(part))
        {
            History = ResourceLists.TryRead(part.Content, out var history, out _) ? history : null;
            return History is not null || conduct.MayIgnore(part);
        }

        var type = part.ContentType ?? MediaType.Parse("text/plain");
        var isForUs = part.Disposition is null || part.Disposition.Is("render") || part.Disposition.Is("inline");
        var taken = isForUs && (type.IsMultipart ? TryMultipart(type, part.Content, depth + 1) : TryShow(type, part.Content));
        return taken || conduct.MayIgnore(part);
    }

    private bool TryShow(MediaType type, ReadOnlyMemory<byte> content)
    {
        if (conduct.CanShow(type))
        {
            _text.Append(Encoding.UTF8.GetString(content.Span));
            return true;
        }

        if (!type.Is("message/cpim") || !CpimMessage.TryParse(content, CpimReading.Tolerant, out var cpim, out _))
        {
            return false;
        }

        Cpim = cpim;
        if (cpim.Content.ContentType?.Is(StatusReceipt.MediaType) == true)
        {
            Receipt = StatusReceipt.TryRead(cpim.Content.Content, out var receipt, out _) ? receipt : null;
            return Receipt is not null;
        }

        return TryShow(cpim.Content.ContentType ?? MediaType.Parse("text/plain"), cpim.Content.Content);
    }
}
