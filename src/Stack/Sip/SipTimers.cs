namespace Conformance.Stack.Sip;

/// <summary>
/// The timers of RFC 3261 17 (table 4) and RFC 6026, all derived from three values. A lab that wants a fast run lowers <see cref="T1"/>.
/// </summary>
public sealed record SipTimers
{
    private readonly TimeSpan? _giveUpAfter;

    /// <summary>The defaults of RFC 3261.</summary>
    public static SipTimers Default { get; } = new();

    /// <summary>Estimate of a round trip.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause between copies of a non-INVITE request or an INVITE response.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a message may linger in the network.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An INVITE that has had no response of ours for this long gets a 100 (RFC 3261 17.2.1).</summary>
    public TimeSpan TryingAfter { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>64*T1: timers B, D, F, H, J, L and M.</summary>
    public TimeSpan Timeout => 64 * T1;

    /// <summary>How long a client waits for a final response, timers B and F; <see cref="Timeout"/> unless set.</summary>
    public TimeSpan GiveUpAfter
    {
        get => _giveUpAfter ?? Timeout;
        init => _giveUpAfter = value;
    }

    /// <summary>
    /// When the client's Timer E has grown to T2, 3.5 s by default: an unanswered non-INVITE request over UDP then gets a 100, and none earlier
    /// (RFC 4320 4.1).
    /// </summary>
    public TimeSpan NonInviteTryingAfter
    {
        get
        {
            var (sum, pause) = (TimeSpan.Zero, T1);
            while (pause < T2 && pause > TimeSpan.Zero)
            {
                sum += pause;
                pause *= 2;
            }

            return sum;
        }
    }
}
