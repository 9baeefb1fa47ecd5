using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>A request that was looked at, and the status it earned.</summary>
/// <param name="Session">Our session; null when the request belongs to none.</param>
/// <param name="Request">SEND, or a request of a method we do not know. Never a REPORT.</param>
/// <param name="Status">200, or the error that applies.</param>
/// <param name="Reason">Why not 200; a few words.</param>
public sealed record MsrpArrival(MsrpSession? Session, MsrpMessage Request, int Status, string? Reason);

/// <summary>
/// Decides what is answered, by the letter of RFC 4975 7.1.4 and 7.2. Derive from it to refuse, to delay, to keep silent or to lie.
/// </summary>
public class MsrpReplyPolicy
{
    /// <summary>The letter.</summary>
    public static MsrpReplyPolicy Standard { get; } = new();

    /// <summary>
    /// The response to a chunk, given as soon as it came: always with Failure-Report yes or absent, only for errors with partial, never with no.
    /// </summary>
    public virtual MsrpReply Respond(MsrpArrival arrival)
    {
        var wish = arrival.Request.FailureReport;
        var isDue = arrival.Request.Method != "SEND" || !(Is(wish, "no") || (Is(wish, "partial") && arrival.Status == 200));
        return isDue ? new MsrpReply.Status(arrival.Status, MsrpPhrases.For(arrival.Status)) : MsrpReply.None;
    }

    /// <summary>The REPORT about a complete message: 200 when Success-Report is yes.</summary>
    public virtual MsrpReply Report(MsrpSession session, MsrpReceived message) =>
        Is(message.First.SuccessReport, "yes") ? new MsrpReply.Status(200, MsrpPhrases.For(200)) : MsrpReply.None;

    private static bool Is(string? value, string word) => word.Equals(value, StringComparison.OrdinalIgnoreCase);
}
