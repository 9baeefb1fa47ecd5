using System.Net;
using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Tests.Hostile;

/// <summary>
/// A system under test on raw sockets of its own, UDP and TCP on one port. Its user bob is polite and answers as RFC 3261 asks; its user mallory does
/// what a test says. Both share ports and connections, so whatever mallory does may disturb bob.
/// </summary>
internal sealed class HostileSut : ISutSource, ISut, ISutControl, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp;
    private readonly List<Socket> _connections = [];

    public HostileSut()
    {
        _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = (IPEndPoint)_udp.LocalEndPoint!;
        _tcp = new TcpListener(Address);
        _tcp.Start();
        _ = Task.Run(ReadDatagramsAsync);
        _ = Task.Run(AcceptAsync);
    }

    public event Action<UserSight>? UserSaw
    {
        add { }
        remove { }
    }

    /// <summary>What mallory does with a request; nothing unless told to.</summary>
    public Func<Exchange, Task> Mallory { get; init; } = _ => Task.CompletedTask;

    /// <summary>What happens when a connection is accepted, before anything is read; null for nothing. False closes it.</summary>
    public Func<Socket, Task<bool>>? Accepted { get; init; }

    /// <summary>What bob does instead of answering politely.</summary>
    public Func<Exchange, Task>? Bob { get; init; }

    /// <summary>Control actions and what they do; others are not bound.</summary>
    public Dictionary<string, Action> Actions { get; } = [];

    /// <summary>Actions that never come to an end.</summary>
    public HashSet<string> Endless { get; } = [];

    /// <summary>Set while it does not react to anything, as a process that has died.</summary>
    public bool IsDead { get; set; }

    public IPEndPoint Address { get; }

    public string Name => "hostile";

    public IPEndPoint? MsrpAddress => null;

    public ISutControl Control => this;

    public bool ReportsSights => false;

    public CancellationToken Ended => _end.Token;

    public ISut Start(Seat seat, VirtualNetwork? network, IEventLoop harnessLoop, ulong seed)
    {
        Loop = harnessLoop;
        return this;
    }

    public IEventLoop? Loop { get; private set; }

    public IPEndPoint? SipAddress(TransportKind transport) => transport is TransportKind.Tls ? null : Address;

    public string UserFor(Party party, string nonce) => $"{party.Name.ToLowerInvariant()}.{nonce}";

    public bool Supports(string action) => Actions.ContainsKey(action) || Endless.Contains(action);

    public void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed)
    {
        if (Endless.Contains(action))
        {
            return;
        }

        Actions[action]();
        Loop!.Post(() => completed(null));
    }

    public void Dispose()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        _end.Cancel();
        _udp.Dispose();
        _tcp.Stop();
        lock (_connections)
        {
            _connections.ForEach(c => c.Dispose());
        }
    }

    private async Task ReadDatagramsAsync()
    {
        var buffer = new byte[65_535];
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var datagram = await _udp.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                if (SipMessage.TryParse(buffer.AsMemory(0, datagram.ReceivedBytes).ToArray(), SipFraming.Datagram, out var message, out _, out _) is ReadStatus.Complete && message!.IsRequest)
                {
                    var from = (IPEndPoint)datagram.RemoteEndPoint;
                    Take(new Exchange(this, message, async bytes => await _udp.SendToAsync(bytes, from), from, null));
                }
            }
            catch (SocketException) when (!_end.IsCancellationRequested)
            {
                // An ICMP error to something sent earlier.
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _tcp.AcceptSocketAsync(_end.Token);
                lock (_connections)
                {
                    _connections.Add(connection);
                }

                _ = Task.Run(() => ReadStreamAsync(connection));
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The fixture has ended.
        }
    }

    private async Task ReadStreamAsync(Socket connection)
    {
        var unread = new List<byte>();
        var buffer = new byte[65_536];
        try
        {
            if (Accepted is { } accepted && !await accepted(connection))
            {
                connection.Close(0);
                return;
            }

            int length;
            while ((length = await connection.ReceiveAsync(buffer, _end.Token)) > 0)
            {
                unread.AddRange(buffer.AsSpan(0, length));
                while (SipMessage.TryParse(unread.ToArray(), SipFraming.Stream, out var message, out var consumed, out _) is ReadStatus.Complete)
                {
                    unread.RemoveRange(0, consumed);
                    if (!message!.IsRequest)
                    {
                        continue;
                    }

                    Take(new Exchange(this, message, async bytes => await connection.SendAsync(bytes, _end.Token), (IPEndPoint)connection.RemoteEndPoint!, connection));
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed by either side.
        }
    }

    private void Take(Exchange exchange)
    {
        if (IsDead)
        {
            return;
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await (exchange.Request.RequestUri?.User?.StartsWith("mallory", StringComparison.Ordinal) == true ? Mallory(exchange) : Bob?.Invoke(exchange) ?? exchange.AnswerPolitelyAsync());
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The harness has closed the connection, or the fixture has ended.
            }
        });
    }

    /// <summary>A request with the way back to whoever sent it.</summary>
    internal sealed record Exchange(HostileSut Sut, SipMessage Request, Func<byte[], Task> SendAsync, IPEndPoint From, Socket? Connection)
    {
        /// <summary>The party that the request names as its sender, at its address.</summary>
        public string Sender => $"sip:{Request.From!.Uri.User}@{From}";

        public bool IsMessage => Request.Method == "MESSAGE";

        public byte[] Response(int status, string reason = "Whatever") => Encoding.UTF8.GetBytes(
            $"SIP/2.0 {status} {reason}\r\n{string.Concat(Request.Values("Via").Select(v => $"Via: {v}\r\n"))}From: {Request.Value("From")}\r\n"
            + $"To: {Request.Value("To")};tag=h\r\nCall-ID: {Request.CallId}\r\nCSeq: {Request.Value("CSeq")}\r\nContent-Length: 0\r\n\r\n");

        public byte[] NewRequest(int number, string method = "MESSAGE", string body = "Boo", string type = "text/plain", string? to = null)
        {
            var transport = Connection is null ? "UDP" : "TCP";
            var uri = to ?? Sender;
            return Encoding.UTF8.GetBytes(
                $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/{transport} {Sut.Address};branch=z9hG4bK{Request.CallId}.{number}\r\nMax-Forwards: 70\r\n"
                + $"From: <sip:mallory@{Sut.Address.Address}>;tag=m\r\nTo: <{uri.Split(';')[0]}>\r\nCall-ID: {number}.{Request.CallId}\r\nCSeq: {number} {method}\r\n"
                + $"Content-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        }

        public Task AnswerPolitelyAsync() => AnswerAsync(Request.Method is not ("MESSAGE" or "OPTIONS") ? 501 : Request.Value("Require") is not null ? 420 : 200);

        public Task AnswerAsync(int status) => SendAsync(Response(status));
    }
}
