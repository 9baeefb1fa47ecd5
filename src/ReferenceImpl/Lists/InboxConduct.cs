using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>What a user agent does with a MESSAGE, in values and decisions.</summary>
internal sealed record InboxConduct
{
    /// <summary>Another reason to refuse: none. Header fields that have no place in a MESSAGE are ignored (RFC 3261 20).</summary>
    public Func<SipMessage, int?> Refuses { get; init; } = _ => null;

    /// <summary>Types it can show.</summary>
    public Func<MediaType, bool> CanShow { get; init; } = type => type.Is("text/plain");

    /// <summary>Whether a multipart body is taken apart.</summary>
    public bool ReadsMultipart { get; init; } = true;

    /// <summary>Whether it may pass over a part it does not know: only where the sender says so (RFC 3204 6).</summary>
    public Func<MimeEntity, bool> MayIgnore { get; init; } =
        part => string.Equals(part.Disposition?.Handling, "optional", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a part that is encrypted for its user is opened.</summary>
    public Func<MimeEntity, bool> Opens { get; init; } = _ => true;

    /// <summary>Whether the part tells who else got the message.</summary>
    public Func<MimeEntity, bool> IsHistory { get; init; } = part =>
        part.Disposition?.Is("recipient-list-history") == true && part.ContentType?.Is(ResourceLists.MediaType) == true;

    /// <summary>How long the answer waits. It does not wait for anybody to read (RFC 3428 7).</summary>
    public TimeSpan AnswersAfter { get; init; } = TimeSpan.Zero;

    /// <summary>Whether the date of a signed message is off by more than several minutes, past or future (RFC 3428 11.4).</summary>
    public Func<TimeSpan, bool> IsStale { get; init; } = off => off.Duration() > TimeSpan.FromMinutes(10);

    /// <summary>Whether a stale message is taken, given the time since its user came back from being offline and how long messages may take that waited for that.</summary>
    public Func<TimeSpan, TimeSpan, bool> TakesStale { get; init; } = (online, backlog) => online <= backlog;

    /// <summary>Whether the user is warned that a stale message may be a replay.</summary>
    public bool WarnsOfReplay { get; init; } = true;

    /// <summary>Whether messages are dropped without an answer once so many stale ones have come.</summary>
    public Func<int, bool> Drops { get; init; } = _ => false;

    /// <summary>A last look at each answer.</summary>
    public Func<SipMessage, SipMessage> Response { get; init; } = response => response;
}
