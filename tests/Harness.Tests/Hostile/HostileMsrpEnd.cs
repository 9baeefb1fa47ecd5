using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Tests.Hostile;

/// <summary>Mallory as an MSRP end: takes the session that it is offered, connects as the active side, and does what a test says with the connection.</summary>
internal static partial class HostileMsrpEnd
{
    /// <summary>What mallory does with requests: INVITE is accepted, the rest answered politely.</summary>
    /// <param name="speak">Gets the connection, the path of the harness and mallory's own.</param>
    internal static Func<HostileSut.Exchange, Task> Taking(Func<Socket, string, string, Task> speak) => async x =>
    {
        if (x.Request.Method != "INVITE")
        {
            await (x.Request.Method == "BYE" ? x.AnswerAsync(200) : x.Request.Method == "ACK" ? Task.CompletedTask : x.AnswerPolitelyAsync());
            return;
        }

        var path = PathOf().Match(Encoding.UTF8.GetString(x.Request.Body.Span)).Groups["path"].Value;
        var own = $"msrp://{x.Sut.Address}/mallory{x.Request.CallId};tcp";
        await x.SendAsync(Accepting(x, own));
        using var connection = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await connection.ConnectAsync(IPEndPoint.Parse(Authority().Match(path).Value), x.Sut.Ended);
        await speak(connection, path, own);
    };

    private static byte[] Accepting(HostileSut.Exchange x, string path)
    {
        var description = $"v=0\r\no=- 1 1 IN IP4 {x.Sut.Address.Address}\r\ns=-\r\nc=IN IP4 {x.Sut.Address.Address}\r\nt=0 0\r\n"
            + $"m=message {x.Sut.Address.Port} TCP/MSRP *\r\na=accept-types:message/cpim text/plain message/status-receipt+xml\r\na=path:{path}\r\na=setup:active\r\n";
        var head = Encoding.UTF8.GetString(x.Response(200)).Replace(
            "Content-Length: 0\r\n",
            $"Contact: <sip:mallory@{x.Sut.Address};transport=tcp>\r\nContent-Type: application/sdp\r\nContent-Length: {description.Length}\r\n",
            StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(head + description);
    }

    [GeneratedRegex(@"^a=path:(?<path>\S+)", RegexOptions.Multiline)]
    private static partial Regex PathOf();

    [GeneratedRegex(@"(?<=//)[^/]+")]
    private static partial Regex Authority();
}
