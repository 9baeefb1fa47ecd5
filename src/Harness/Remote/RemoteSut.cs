using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Control;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;

namespace Conformance.Harness.Remote;

/// <summary>One seat of a system that runs somewhere else: its SUT file says where it is and how it is driven.</summary>
internal sealed class RemoteSut : ISut, ISutControl
{
    private readonly SutDescription _description;
    private readonly Seat _seat;
    private readonly SeatAddresses _addresses;
    private readonly BoundActions _actions;
    private readonly SightStream? _sights;
    private readonly Registrar? _registrar;
    private readonly IEventLoop _loop;

    internal RemoteSut(SutDescription description, Seat seat, BoundActions actions, SightStream? sights, Registrar? registrar, IEventLoop loop)
    {
        _description = description;
        _seat = seat;
        _addresses = description.Addresses.GetValueOrDefault(seat) ?? new SeatAddresses();
        _actions = actions;
        _sights = sights;
        _registrar = registrar;
        _loop = loop;
        _sights?.Seen += OnSeen;
    }

    public event Action<UserSight>? UserSaw;

    public string Name => _description.Title;

    public IPEndPoint? MsrpAddress => _addresses.Msrp;

    public ISutControl Control => this;

    public bool ReportsSights => _sights is not null;

    public int SightBreaks => _sights?.Breaks ?? 0;

    public IPEndPoint? SipAddress(TransportKind transport) => _addresses.Sip(transport) ?? Registration(transport)?.Address;

    public string? ContactUser(TransportKind transport) => _addresses.Sip(transport) is null ? Registration(transport)?.Contact.User : null;

    public string UserFor(Party party, string nonce) => _addresses.UserFor(party.Name, nonce);

    public bool Supports(string action) => _actions.Supports(action);

    public void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed)
    {
        // A system may take several seats behind one control interface.
        var named = new Dictionary<string, string>(values, StringComparer.Ordinal) { [Placeholders.Seat] = _seat.Name };
        _ = Task.Run(async () =>
        {
            string? problem;
            try
            {
                problem = await _actions.PerformAsync(action, named).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                // A binding that throws is a defect of ours; the case must still end, and say so with all that a bug report needs.
                problem = $"the harness failed: {fault}";
            }

            _loop.Post(() => completed(problem));
        });
    }

    public void Dispose() => _sights?.Seen -= OnSeen;

    private Registration? Registration(TransportKind transport) => _registrar?.Find(_addresses.RegisteredUser, transport);

    private void OnSeen(SightLine line)
    {
        if (line.Seat is null || line.Seat == _seat.Name)
        {
            _loop.Post(() => UserSaw?.Invoke(line.Sight));
        }
    }
}
