using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>
/// One message on its way through the room. Its sender gets one success REPORT once every leg has one, and one failure REPORT for the first leg that
/// fails, as far as the sender's report headers want them (RFC 4975 7.1.2 to 7.1.4).
/// </summary>
internal sealed class Distribution(MsrpCall sender, MsrpReceived message, Action<int> ended)
{
    private int _open;
    private bool _failed;

    /// <summary>Follows the message on one leg.</summary>
    public void Watch(MsrpTransfer leg)
    {
        Begin();
        leg.Delivered += () => End(200);
        leg.Failed += failure => Fail(StatusOf(failure));
    }

    /// <summary>Another leg begins.</summary>
    public void Begin() => _open++;

    /// <summary>A leg has ended; null when nobody can tell how.</summary>
    public void End(int? status)
    {
        if (status is { } failure and not 200)
        {
            Fail(failure);
        }
        else if (status == 200 && --_open == 0 && !_failed)
        {
            Report(200);
            ended(200);
        }
    }

    /// <summary>The status of a failure; 408 where no message showed it.</summary>
    public static int StatusOf(MsrpFailure failure) => failure.Message switch
    {
        { StatusCode: > 0 and var code } => code,
        { Status: { } text } when MsrpStatus.TryParse(text, out var status) => status.Code,
        _ => 408,
    };

    /// <summary>It could not be delivered to somebody it was meant for.</summary>
    public void Fail(int status)
    {
        if (_failed)
        {
            return;
        }

        _failed = true;
        if (!Is(message.First.FailureReport, "no"))
        {
            Report(status);
        }

        ended(status);
    }

    private void Report(int status)
    {
        if (sender.Session.IsUp && (status != 200 || Is(message.First.SuccessReport, "yes")))
        {
            sender.Session.SendReport(message.First, new MsrpByteRange(1, message.Body.Length, message.Body.Length), status);
        }
    }

    private static bool Is(string? value, string word) => word.Equals(value, StringComparison.OrdinalIgnoreCase);
}
