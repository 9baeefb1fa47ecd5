using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>
/// Sets up and ends MSRP sessions for the users of a seat: INVITE in both directions (RFC 3261 13, RFC 4975 8), one SIP host, one MSRP port.
/// OPTIONS is answered, MESSAGE is for a gateway; what else comes outside a dialog is refused.
/// </summary>
internal sealed class MsrpCalls : IDisposable
{
    private static readonly SipCapabilities Sessions = new()
    {
        Methods = ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS"],
        ContentTypes = [MsrpDescription.ContentType],
    };

    private static readonly SipCapabilities SessionsAndPages = new()
    {
        Methods = [.. Sessions.Methods, "MESSAGE"],
        ContentTypes = [.. Sessions.ContentTypes, "message/cpim"],
    };

    private readonly RequestGate _gate;
    private readonly SipDialogs _dialogs;
    private readonly MsrpEndpoint _endpoint;
    private readonly Func<string, MsrpDescription, MsrpDescription> _describe;
    private readonly Action<SipServerTransaction>? _pages;
    private readonly List<MsrpCall> _calls = [];

    /// <param name="sip">How the seat behaves as a SIP element.</param>
    /// <param name="describe">The last look at each offer and answer of one of our users.</param>
    /// <param name="replies">Who is answered what over MSRP.</param>
    /// <param name="pages">Takes MESSAGE requests outside a dialog, whoever they are for; null: they are refused.</param>
    /// <exception cref="Conformance.Stack.Net.NetworkException">A port is taken.</exception>
    public MsrpCalls(
        SeatOptions options, SipConduct sip, Func<string, MsrpDescription, MsrpDescription> describe, MsrpReplyPolicy replies, Action<SipServerTransaction>? pages = null)
    {
        _describe = describe;
        _pages = pages;
        Host = new SipHost(options, sip);
        _gate = new RequestGate(Host, pages is null ? Sessions : SessionsAndPages, options);
        _dialogs = new SipDialogs(Host.Transactions, options.Ids.Child("dialogs"));
        _endpoint = new MsrpEndpoint(options.Network, options.Ids.Child("msrp"), new MsrpSettings
        {
            Address = new IPEndPoint(options.Address, options.MsrpPort),
            TlsServer = options.TlsServer,
            TlsClient = options.TlsClient,
            Replies = replies,

            // A connection for each session: a peer that closes one when its last session ends must not take ours along.
            ShareConnections = false,
        });
        Host.Request += OnRequest;
    }

    /// <summary>A session begins; nothing has come in it yet.</summary>
    public event Action<MsrpCall>? Added;

    /// <summary>A session went up.</summary>
    public event Action<MsrpCall>? Up;

    /// <summary>A session that was set up, or being set up, has ended. The reason.</summary>
    public event Action<MsrpCall, string>? Ended;

    /// <summary>A complete message with a body came.</summary>
    public event Action<MsrpCall, MsrpReceived>? Received;

    public SipHost Host { get; }

    /// <summary>Where MSRP connections are taken.</summary>
    public IPEndPoint Address => _endpoint.Local;

    /// <summary>The sessions of a user, oldest first.</summary>
    public IEnumerable<MsrpCall> Of(string user) => _calls.Where(call => call.User == user);

    /// <summary>The latest session of a user with that peer; null when there is none.</summary>
    public MsrpCall? Find(string user, string peer) => _calls.FindLast(call => call.User == user && SipAddresses.SameUser(call.Peer, peer));

    /// <summary>The latest session with that peer, whichever of our users it is with; null when there is none.</summary>
    public MsrpCall? With(string peer) => _calls.FindLast(call => SipAddresses.SameUser(call.Peer, peer));

    /// <summary>Whose session it is; null when it is over.</summary>
    public MsrpCall? In(MsrpSession session) => _calls.Find(call => call.Session == session);

    /// <summary>Invites somebody to a session. What is sent in it waits until it is up.</summary>
    /// <exception cref="ArgumentException">The URI cannot be reached.</exception>
    public MsrpCall Open(string user, SipUri to)
    {
        var target = SipAddresses.ToSip(to).WithoutHeaders();
        var hop = Host.HopTo(target) ?? throw new ArgumentException($"There is no way to {to}.");
        var secure = hop.Transport == TransportKind.Tls;
        var session = _endpoint.CreateSession(secure);
        var call = Add(new MsrpCall { User = user, Peer = to.ToString(), Contact = Host.ContactOf(user, hop.Transport), Session = session });
        var offer = _describe(user, MsrpOffer.For(session));
        session.AcceptTypes = offer.AcceptTypes;
        var dialog = _dialogs.Invite(new InviteSetup
        {
            RequestUri = target.ToString(),
            From = $"<{Host.RecordOf(user, target.IsSips)}>",
            To = $"<{SipAddresses.ForTo(target)}>",
            Contact = call.Contact,
            Target = hop,
            Offer = offer.Write(Host.Ids),
        });
        call.Dialog = dialog;
        dialog.Ended += reason => End(call, reason);
        dialog.Answered += response =>
        {
            if (MsrpDescription.TryRead(response.Body, out var answer, out var problem))
            {
                call.Remote = answer;
                MsrpOffer.Conclude(session, offer, answer);
            }
            else
            {
                dialog.Bye();
                End(call, problem);
            }
        };
        return call;
    }

    /// <summary>Ends a session.</summary>
    public void Close(MsrpCall call, string reason)
    {
        call.Dialog?.Bye();
        End(call, reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _endpoint.Dispose();
        Host.Dispose();
    }

    private MsrpCall Add(MsrpCall call)
    {
        _calls.Add(call);
        Added?.Invoke(call);
        call.Session.Up += () => Up?.Invoke(call);
        call.Session.Message += message => Received?.Invoke(call, message);
        call.Session.Closed += reason => Close(call, reason);
        return call;
    }

    private void End(MsrpCall call, string reason)
    {
        if (!call.IsOver)
        {
            call.IsOver = true;
            _calls.Remove(call);
            call.Session.Close();
            Ended?.Invoke(call, reason);
        }
    }

    private void OnRequest(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        if ((request.ToTag is not null || request.Method == "CANCEL") && _dialogs.Handle(transaction))
        {
            return;
        }

        if (!_gate.Admits(transaction, uri => Host.IsHere(uri) || (_pages is not null && request.Method == "MESSAGE")))
        {
            return;
        }

        if (request.Method == "MESSAGE")
        {
            _pages?.Invoke(transaction);
            return;
        }

        if (request.Method == "INVITE" && request.ToTag is null)
        {
            Accept(transaction);
        }
        else
        {
            // A BYE or re-INVITE of a dialog that is not, or no longer, there (RFC 3261 12.2.2).
            Host.Answer(transaction, 481);
        }
    }

    private void Accept(SipServerTransaction invite)
    {
        var request = invite.Request;
        if (!request.Body.IsEmpty && request.ContentType?.Is(MsrpDescription.ContentType) != true)
        {
            _gate.RefuseContent(invite);
            return;
        }

        if (!MsrpDescription.TryRead(request.Body, out var offer, out _) || !offer.Accepts("message/cpim"))
        {
            Host.Answer(invite, 488);
            return;
        }

        var user = request.RequestUri?.User ?? "";
        var session = _endpoint.CreateSession(offer.IsSecure);
        var answer = _describe(user, MsrpAnswer.To(offer, session));
        session.AcceptTypes = answer.AcceptTypes;
        var call = Add(new MsrpCall
        {
            User = user,
            Peer = request.From?.Uri.ToString() ?? "",
            Contact = Host.ContactOf(user, invite.Source.Transport),
            Session = session,
            Remote = offer,
        });
        var dialog = _dialogs.Incoming(invite, call.Contact);
        call.Dialog = dialog;
        dialog.Ended += reason => End(call, reason);
        dialog.Accept(answer.Write(Host.Ids), MsrpDescription.ContentType);
        MsrpAnswer.Conclude(session, offer, answer);
    }
}
