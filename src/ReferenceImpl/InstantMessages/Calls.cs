using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>Calls that a user has made. They carry no sound here; messages to whom the user is talking to go inside the dialog (RFC 3428 4).</summary>
/// <param name="taken">Takes requests inside them that do not end them.</param>
internal sealed class Calls(SipHost host, Action<SipServerTransaction> taken)
{
    private readonly SipDialogs _dialogs = new(host.Transactions, host.Ids.Child("dialogs"));
    private readonly Dictionary<(string User, string Peer), InviteSession> _calls = [];

    /// <summary>Calls somebody.</summary>
    /// <exception cref="ArgumentException">There is no way to that URI.</exception>
    public void Open(string user, SipUri to)
    {
        var target = SipAddresses.ToSip(to).WithoutHeaders();
        var hop = host.HopTo(target) ?? throw new ArgumentException($"There is no way to {to}.");
        var contact = host.ContactOf(user, hop.Transport);
        var call = _dialogs.Invite(new InviteSetup
        {
            RequestUri = target.ToString(),
            From = $"<{host.RecordOf(user, target.IsSips)}>",
            To = $"<{SipAddresses.ForTo(target)}>",
            Contact = contact,
            Target = hop,
            Offer = Silence(SipUri.Parse(contact).Host),
        });
        var place = (user, target.ToString());
        _calls[place] = call;
        call.Request += taken;
        call.Ended += _ => _calls.Remove(place);
    }

    /// <summary>The call of a user with somebody; null when there is none that both sides have agreed to.</summary>
    public InviteSession? Find(string user, SipUri target) =>
        _calls.GetValueOrDefault((user, target.ToString())) is { State: InviteState.Confirmed } call ? call : null;

    /// <summary>Takes a request that belongs to one of the calls.</summary>
    public bool Handle(SipServerTransaction transaction) => transaction.Request.ToTag is not null && _dialogs.Handle(transaction);

    /// <summary>Ends all calls.</summary>
    public void Reset()
    {
        foreach (var call in _calls.Values.ToList())
        {
            call.Bye();
        }

        _calls.Clear();
    }

    private static byte[] Silence(string host)
    {
        var address = $"{(host.Contains(':', StringComparison.Ordinal) ? "IP6" : "IP4")} {host.Trim('[', ']')}";
        return Encoding.ASCII.GetBytes($"v=0\r\no=- 1 1 IN {address}\r\ns=-\r\nc=IN {address}\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=inactive\r\n");
    }
}
