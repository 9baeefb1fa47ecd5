using System.Net;
using System.Net.Sockets;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>What a request of the probe came to.</summary>
/// <param name="Response">The final response; null when there was none.</param>
/// <param name="Problem">Why there was none; null when there was one.</param>
/// <param name="Elapsed">From the request to its final response; where it was challenged, from the request that answered the challenge.</param>
/// <param name="Challenge">The challenge that was answered, or could not be; null when there was none.</param>
public sealed record ProbeAnswer(SipMessage? Response, string? Problem, TimeSpan Elapsed, SipMessage? Challenge);

/// <summary>Sends single requests to a system under test, from the ports of the harness, and waits for what comes back.</summary>
public sealed class SipProbe : IDisposable
{
    private readonly SocketLoop _loop = new("doctor");
    private readonly SocketNetwork _network;
    private readonly SipTransactions _transactions;
    private readonly IdSource _ids;
    private readonly string _host;

    /// <summary>Opens the ports.</summary>
    /// <param name="options">The ports of the harness, and its certificates.</param>
    /// <param name="timers">Timers of the transactions.</param>
    /// <param name="seed">Seed of the ids; another one each time, or the system takes the requests for copies of earlier ones.</param>
    /// <exception cref="NetworkException">A port is taken, or the address is not one of this host.</exception>
    public SipProbe(SipTransportOptions options, SipTimers timers, ulong seed)
    {
        _ids = new IdSource(seed).Child("doctor");
        _host = options.AdvertisedHost ?? Host(options.Address);
        _network = new SocketNetwork(_loop);
        try
        {
            _transactions = _loop.InvokeAsync(() => new SipTransactions(new SipTransport(_network, options), timers, _ids.Child("transactions"))).GetAwaiter().GetResult();
            _transactions.RequestReceived += OnRequest;
        }
        catch
        {
            // The caller is told of the port; the loop's thread must not outlive the attempt.
            _network.Dispose();
            _loop.Dispose();
            throw;
        }
    }

    /// <summary>Sends one request and, where it is challenged and there is an account, the answer to the challenge.</summary>
    /// <param name="method">OPTIONS or MESSAGE.</param>
    /// <param name="user">User part of the user that is addressed.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="account">Answers challenges; null leaves them unanswered.</param>
    /// <param name="patience">How long to wait.</param>
    public async Task<ProbeAnswer> AskAsync(string method, string user, SipTarget target, SutAccount? account, TimeSpan patience)
    {
        var answer = new TaskCompletionSource<ProbeAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = _loop.Now;
        SipClientTransaction? current = null;
        SipMessage? challenge = null;
        await _loop.InvokeAsync(() =>
        {
            _loop.After(patience, () =>
            {
                if (answer.TrySetResult(new ProbeAnswer(null, $"no answer within {RoundTrips.Spell(patience)}", _loop.Now - began, challenge)))
                {
                    current?.Terminate();
                }
            });
            Send(Request(method, user, target));
        }).ConfigureAwait(false);
        return await answer.Task.ConfigureAwait(false);

        void Send(SipMessage request) => current = _transactions.Send(
            request,
            target,
            onResponse: response => OnResponse(response),
            onTimeout: () => answer.TrySetResult(new ProbeAnswer(null, "no answer", _loop.Now - began, challenge)),
            onTransportError: reason => answer.TrySetResult(new ProbeAnswer(null, reason, _loop.Now - began, challenge)));

        void OnResponse(SipMessage response)
        {
            if (response.StatusCode < 200)
            {
                return;
            }

            if (challenge is null && response.StatusCode is 401 or 407)
            {
                challenge = response;
                if (account is not null && current is not null && new DigestClient(account.Username, account.Password.Reveal(), _ids.Child("digest")).TryAnswer(response, current.Request, out var retry))
                {
                    began = _loop.Now;
                    Send(retry);
                    return;
                }
            }

            answer.TrySetResult(new ProbeAnswer(response, null, _loop.Now - began, challenge));
        }
    }

    /// <summary>Connects to a port that speaks something else than SIP.</summary>
    /// <returns>Null when it can be reached, or why not.</returns>
    public async Task<string?> ConnectAsync(IPEndPoint address, TimeSpan patience)
    {
        var outcome = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _loop.InvokeAsync(() =>
        {
            _loop.After(patience, () => outcome.TrySetResult($"no connection within {RoundTrips.Spell(patience)}"));
            _network.Connect(
                address,
                StreamSecurity.None,
                stream =>
                {
                    stream.Close();
                    outcome.TrySetResult(null);
                },
                reason => outcome.TrySetResult(reason));
        }).ConfigureAwait(false);
        return await outcome.Task.ConfigureAwait(false);
    }

    /// <summary>Where the probe listens.</summary>
    public IPEndPoint? Local(TransportKind transport) => _transactions.Transport.Local(transport);

    /// <inheritdoc/>
    public void Dispose()
    {
        _loop.InvokeAsync(() =>
        {
            _transactions.Dispose();
            _transactions.Transport.Dispose();
        }).GetAwaiter().GetResult();
        _network.Dispose();
        _loop.Dispose();
    }

    private static void OnRequest(SipServerTransaction transaction)
    {
        // A phone that is refused stays away for long; one that hears nothing asks again in half a second, when the registrar is there.
        if (transaction.Request.Method != "REGISTER")
        {
            transaction.Respond(transaction.Request.Respond(transaction.Request.Method == "OPTIONS" ? 200 : 404).Build());
        }
    }

    private SipMessage Request(string method, string user, SipTarget target)
    {
        var uri = target.Transport switch
        {
            TransportKind.Tls => $"sips:{user}@{target.Address}",
            TransportKind.Tcp => $"sip:{user}@{target.Address};transport=tcp",
            _ => $"sip:{user}@{target.Address}",
        };
        var us = $"sip:doctor@{_transactions.Transport.SentBy(target.Transport)}";
        var request = SipMessage.Request(method, uri)
            .Add("Max-Forwards", "70")
            .Add("From", $"<sip:doctor@{_host}>;tag={_ids.Tag()}")
            .Add("To", $"<sip:{user}@{Host(target.Address.Address)}>")
            .Add("Call-ID", _ids.Token(16))
            .Add("CSeq", $"1 {method}");
        return method == "OPTIONS"
            ? request.Add("Contact", $"<{us}>").Add("Accept", "message/cpim, multipart/mixed, text/plain").Build()
            : request.Add("Content-Type", "text/plain").Body("conformance doctor asks whether messages arrive"u8.ToArray()).Build();
    }

    private static string Host(IPAddress address) => address.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
