using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>The body of a MESSAGE as a user agent understands it.</summary>
/// <param name="Refusal">The status to refuse it with; 0 when it was understood.</param>
/// <param name="Cpim">The message/cpim entity, when that is what came.</param>
/// <param name="Type">Media type of what is shown.</param>
/// <param name="Disposition">Its Content-Disposition; absent means render (draft section 3.1).</param>
/// <param name="Text">Its octets, read as UTF-8.</param>
internal sealed record IncomingBody(int Refusal, CpimMessage? Cpim = null, string Type = "", string Disposition = "render", string Text = "")
{
    /// <summary>The S/MIME layers that were around it.</summary>
    public Protection Protection { get; init; }

    /// <summary>True when these layers were inside message/cpim, whose header lines everybody could read.</summary>
    public bool IsSealedInside { get; init; }

    /// <summary>What a user agent takes, for Accept.</summary>
    public static readonly IReadOnlyList<string> AcceptedTypes =
        ["text/plain", "text/html", "image/*", "message/cpim", "message/status-receipt+xml", "multipart/mixed"];

    private static readonly IncomingBody Unsupported = new(415);
    private static readonly IncomingBody Broken = new(400);

    /// <summary>An empty MESSAGE is legal (RFC 3428 9) and shows nothing.</summary>
    public static IncomingBody Of(SipMessage message) => message switch
    {
        { Body.Length: 0 } => new IncomingBody(0),
        _ when message.Value("Content-Encoding") is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase) => Unsupported,
        { ContentType: { } type } => Of(type, message.Disposition, message.Body),
        _ => Broken,
    };

    /// <summary>The same for a user who may hold S/MIME keys.</summary>
    /// <param name="forgiving"><inheritdoc cref="KeyRing.Open" path="/param[@name='forgiving']"/></param>
    public static IncomingBody Of(SipMessage message, string user, KeyRing keys, bool forgiving = false)
    {
        var plain = message.ContentType is { } type ? Sealed(type, message.Disposition, message.Body, user, keys, forgiving) : null;
        return plain ?? Of(message);
    }

    /// <summary>The same for a body that something else than a MESSAGE carried.</summary>
    /// <param name="forgiving"><inheritdoc cref="KeyRing.Open" path="/param[@name='forgiving']"/></param>
    public static IncomingBody Of(MediaType type, ReadOnlyMemory<byte> octets, string user, KeyRing keys, bool forgiving) =>
        Sealed(type, null, octets, user, keys, forgiving) ?? Of(type, null, octets);

    /// <summary>What is under S/MIME, around message/cpim or inside it; null when nothing is, or when the user has no keys.</summary>
    private static IncomingBody? Sealed(MediaType type, ContentDisposition? disposition, ReadOnlyMemory<byte> octets, string user, KeyRing keys, bool forgiving)
    {
        if (!keys.Serves(user))
        {
            return null;
        }

        if (SmimeBody.IsProtected(type))
        {
            var inside = keys.Open(user, type, disposition, octets, forgiving);
            return inside.Refusal > 0 ? new IncomingBody(inside.Refusal) : Of(inside.Type, inside.Disposition, inside.Octets) with { Protection = inside.Layers };
        }

        if (!type.Is("message/cpim") || !CpimMessage.TryParse(octets, CpimReading.Tolerant, out var cpim, out _) || cpim.Content is not { ContentType: { } part } content || !SmimeBody.IsProtected(part))
        {
            return null;
        }

        var opened = keys.Open(user, part, content.Disposition, content.Content, forgiving);
        return opened.Refusal > 0
            ? new IncomingBody(opened.Refusal)
            : Of(opened.Type, opened.Disposition, opened.Octets) with { Cpim = cpim, Protection = opened.Layers, IsSealedInside = true };
    }

    /// <summary>Who says to have sent a MESSAGE: its From, which is no proof.</summary>
    public static string SenderOf(SipMessage message) => message.From?.Uri.ToString() ?? "";

    /// <summary>A body of that type, whatever carried it.</summary>
    public static IncomingBody Of(MediaType type, ContentDisposition? disposition, ReadOnlyMemory<byte> octets)
    {
        if (type.Is("message/cpim"))
        {
            return OfCpim(octets);
        }

        if (type.Is("multipart/mixed"))
        {
            return OfMultipart(type, octets);
        }

        return IsShowable(type) ? Shown(type, disposition, octets) : Unsupported;
    }

    private static IncomingBody OfCpim(ReadOnlyMemory<byte> octets)
    {
        if (!CpimMessage.TryParse(octets, CpimReading.Tolerant, out var message, out _))
        {
            return Broken;
        }

        var part = message.Content;
        var type = part.ContentType;
        if (type is not null && !IsShowable(type) && !type.Is("message/status-receipt+xml"))
        {
            return Unsupported with { Cpim = message };
        }

        return Shown(type ?? MediaType.Parse("text/plain"), part.Disposition, part.Content) with { Cpim = message };
    }

    /// <summary>The first part that can be taken counts; one that cannot spoils the message unless it says handling=optional (RFC 3261 20.11).</summary>
    private static IncomingBody OfMultipart(MediaType type, ReadOnlyMemory<byte> octets)
    {
        if (type.Boundary is not { } boundary || !MimeMultipart.TryParse(octets, boundary, out var multipart, out _))
        {
            return Broken;
        }

        IncomingBody? taken = null;
        foreach (var part in multipart.Parts)
        {
            var read = IsHistory(part) ? null : Of(part.ContentType ?? MediaType.Parse("text/plain"), part.Disposition, part.Content);
            if (read?.Refusal == 0)
            {
                taken ??= read;
            }
            else if (read is not null && part.Disposition?.Handling?.Equals("optional", StringComparison.OrdinalIgnoreCase) != true)
            {
                return read;
            }
        }

        return taken ?? Unsupported;
    }

    // Who else got the message (RFC 5365 7.2) is nothing this user agent shows, and nothing it chokes on either.
    private static bool IsHistory(MimeEntity part) => part.Disposition?.Is("recipient-list-history") == true;

    private static bool IsShowable(MediaType type) => type.Is("text/*") || type.Is("image/*");

    private static IncomingBody Shown(MediaType type, ContentDisposition? disposition, ReadOnlyMemory<byte> octets) =>
        new(0, null, type.Text, disposition?.Type.ToLowerInvariant() ?? "render", Encoding.UTF8.GetString(octets.Span));
}
