using System.Globalization;
using System.Net;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <summary>
/// The harness as registrar of a system under test (RFC 3261 10.3), as softphones want one: whoever registers is taken at his word, and can then be
/// reached where he said. Lives on the loop.
/// </summary>
public sealed class Registrar
{
    // Longer than any run: nobody wants a phone to be lost in the middle of one.
    private const int Expires = 3600;

    private readonly Dictionary<(string User, TransportKind Transport), Registration> _registrations = [];
    private readonly List<(string User, TaskCompletionSource Registered)> _awaited = [];

    /// <summary>Where a user can be reached over a transport; null when he has not said. An empty user stands for anybody.</summary>
    public Registration? Find(string user, TransportKind transport) => user.Length > 0
        ? _registrations.GetValueOrDefault((user, transport))
        : _registrations.FirstOrDefault(r => r.Key.Transport == transport).Value;

    /// <summary>Completes when a user, an empty one being anybody, has registered, over any transport. Call it on the loop.</summary>
    public Task WhenRegistered(string user)
    {
        var registered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Add((user, registered));
        Announce();
        return registered.Task;
    }

    /// <summary>Answers a REGISTER.</summary>
    internal void Answer(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        if (request.To?.Uri.User is not { Length: > 0 } user)
        {
            transaction.Respond(request.Respond(400, "Missing address of record").Build());
            return;
        }

        var seconds = int.TryParse(request.Value(SipHeader.Expires), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : Expires;
        foreach (var contact in request.Values(SipHeader.Contact))
        {
            if (contact.Trim() == "*")
            {
                foreach (var known in _registrations.Keys.Where(k => k.User == user).ToArray())
                {
                    _registrations.Remove(known);
                }
            }
            else if (SipNameAddress.TryParse(contact, out var address))
            {
                Take(user, address, seconds, transaction.Packet);
            }
        }

        var response = request.Respond(200);
        foreach (var registration in _registrations.Where(r => r.Key.User == user).Select(r => r.Value).Distinct())
        {
            response.Add("Contact", $"<{registration.Contact}>;expires={registration.Expires}");
        }

        transaction.Respond(response.Build());
        Announce();
    }

    private void Take(string user, SipNameAddress contact, int seconds, SipPacket packet)
    {
        if (int.TryParse(contact.Parameter("expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var own))
        {
            seconds = own;
        }

        // A host name would need DNS; the packet came from somewhere that can be reached.
        var target = SipTarget.TryFrom(contact.Uri, out var named) ? named : new SipTarget(packet.Transport, packet.Remote);
        if (seconds == 0)
        {
            _registrations.Remove((user, target.Transport));
            return;
        }

        var registration = new Registration(contact.Uri, target.Address, Math.Min(seconds, Expires));
        _registrations[(user, target.Transport)] = registration;

        // A contact without a transport is for UDP, and a stack that takes UDP at a port takes TCP there too (RFC 3261 18.2.1), unless it says otherwise.
        if (target.Transport is TransportKind.Udp && contact.Uri.Parameter("transport") is null)
        {
            _registrations.TryAdd((user, TransportKind.Tcp), registration);
        }
    }

    private void Announce()
    {
        foreach (var (user, registered) in _awaited.Where(a => _registrations.Keys.Any(k => a.User.Length == 0 || k.User == a.User)))
        {
            registered.TrySetResult();
        }
    }
}

/// <summary>Where a registered user can be reached.</summary>
/// <param name="Contact">The URI that he gave.</param>
/// <param name="Address">Where that leads.</param>
/// <param name="Expires">Seconds for which it holds.</param>
public sealed record Registration(SipUri Contact, IPEndPoint Address, int Expires);
