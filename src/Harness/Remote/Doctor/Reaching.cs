using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>Reaches seats: OPTIONS on each transport, then the account, then the MSRP port.</summary>
internal sealed class Reaching(SutDescription sut, SipProbe probe, TimeSpan patience, RoundTrips answers, Action<Diagnosis> say)
{
    // The first request pays for the connection and for code that runs for the first time, and is not counted; five more show what a run will see.
    private const int Tries = 6;

    /// <summary>True when somebody asked the harness who it is.</summary>
    public bool WasChallenged { get; private set; }

    /// <summary>Reaches a seat, and adds the transports on which it answers.</summary>
    public async Task RunAsync(Seat seat, ISet<(Seat Seat, TransportKind Transport)> reached)
    {
        var addresses = sut.Addresses.GetValueOrDefault(seat) ?? new SeatAddresses();
        foreach (var transport in sut.Pics.Transports)
        {
            if (addresses.Sip(transport) is not { } address)
            {
                // The reader of the file allows this only where the harness is the registrar.
                say(Diagnosis.Note("reach", $"{seat} over {TestCase.TransportName(transport)}: its address is known when it registers with the harness"));
                reached.Add((seat, transport));
            }
            else if (await OptionsAsync(seat, addresses, transport, address).ConfigureAwait(false))
            {
                reached.Add((seat, transport));
                await AccountAsync(seat, addresses, transport, address).ConfigureAwait(false);
            }
        }

        if (addresses.Msrp is { } msrp)
        {
            say(await probe.ConnectAsync(msrp, patience).ConfigureAwait(false) is { } problem
                ? Diagnosis.Wrong("reach", $"{seat} msrp {msrp}: {problem}", $"start the system, or correct {PathOf(seat, "msrp")}")
                : Diagnosis.Ok("reach", $"{seat} msrp {msrp}: connected"));
        }
    }

    private async Task<bool> OptionsAsync(Seat seat, SeatAddresses addresses, TransportKind transport, IPEndPoint address)
    {
        var (target, name) = (new SipTarget(transport, address), TestCase.TransportName(transport));
        var times = new RoundTrips();
        SipMessage? last = null;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var answer = await probe.AskAsync("OPTIONS", addresses.UserFor("doctor", $"o{attempt}"), target, sut.Credentials, patience).ConfigureAwait(false);
            if (answer.Response is null)
            {
                say(Diagnosis.Wrong("reach", $"{seat} {name} {address}: {answer.Problem}", MendOf(seat, transport, address, answer.Problem ?? "", name)));
                return false;
            }

            last = answer.Response;
            if (attempt > 0)
            {
                times.Add(answer.Elapsed);
            }
        }

        answers.Add(times);
        var seen = $"{seat} {name} {address}: OPTIONS answered {last?.StatusCode}{(times.Count == 0 ? "" : $" in {RoundTrips.Spell(times.Median)} ({RoundTrips.Spell(times.Shortest)} to {RoundTrips.Spell(times.Longest)})")}";
        say(last is { StatusCode: >= 200 and < 300 } ? Diagnosis.Ok("reach", seen)
            : Diagnosis.Note("reach", $"{seen}; it is alive, and fences that use OPTIONS take any answer"));
        return true;
    }

    private async Task AccountAsync(Seat seat, SeatAddresses addresses, TransportKind transport, IPEndPoint address)
    {
        var (target, name) = (new SipTarget(transport, address), TestCase.TransportName(transport));
        var answer = await probe.AskAsync("MESSAGE", addresses.UserFor("doctor", "m1"), target, sut.Credentials, patience).ConfigureAwait(false);
        var what = $"{seat} {name}";
        if (answer.Challenge is not { } challenge)
        {
            return;
        }

        WasChallenged = true;
        var realm = challenge.Values(challenge.StatusCode == 401 ? SipHeader.WwwAuthenticate : SipHeader.ProxyAuthenticate)
            .Select(v => SipChallenge.TryParse(v, out var asked) ? asked.Realm : null).FirstOrDefault(r => r is not null) ?? "";
        if (sut.Credentials is not { } account)
        {
            say(Diagnosis.Wrong("account", $"{what}: the system asks who we are (realm '{realm}'), and the file names no account", "add $.credentials with username and password, or let the system take anybody"));
        }
        else if (answer.Response is { StatusCode: 401 or 407 } again && ReferenceEquals(again, challenge))
        {
            say(Diagnosis.Wrong("account", $"{what}: its challenge cannot be answered: {challenge.Values(SipHeader.WwwAuthenticate).Concat(challenge.Values(SipHeader.ProxyAuthenticate)).FirstOrDefault()}", "let the system ask for digest with MD5 or SHA-256"));
        }
        else if (answer.Response is { StatusCode: 401 or 403 or 407 } refused)
        {
            var source = account.Password.Variable is { } variable ? $", whose password is in {variable}" : "";
            say(Diagnosis.Wrong("account", $"{what}: the account {account.Username} is refused with {refused.StatusCode} (realm '{realm}')", $"correct $.credentials{source}, or give the account to the system"));
        }
        else if (answer.Response is null)
        {
            say(Diagnosis.Wrong("account", $"{what}: challenged, and then {answer.Problem}", "look at the log of the system: it has to answer a request that carries credentials"));
        }
        else
        {
            say(Diagnosis.Ok("account", $"{what}: {account.Username} is accepted (realm '{realm}')"));
        }
    }

    private string MendOf(Seat seat, TransportKind transport, IPEndPoint address, string problem, string name) => transport switch
    {
        TransportKind.Tls when !problem.Contains("refused", StringComparison.OrdinalIgnoreCase) => $"start the system; if it runs, let $.tls.trust name its root certificate, or $.tls.fingerprint its certificate (openssl s_client -connect {address} shows it)",
        TransportKind.Udp => $"start the system; if it runs, correct {PathOf(seat, name)}, and let firewalls pass UDP between {sut.Harness.Address} and {address} both ways",
        _ => $"start the system; if it runs, correct {PathOf(seat, name)}",
    };

    private static string PathOf(Seat seat, string member) => LocatedValue.PathOf(LocatedValue.PathOf("$.addresses", seat.Name), member);
}
