using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.ReferenceImpl;
using Conformance.Stack;

namespace Conformance.Cli.Sut;

/// <summary>One seat of the reference as the engine sees it. It may live on another loop: calls and sights cross by posting.</summary>
internal sealed class ReferenceSut : ISut, ISutControl
{
    private readonly IReferenceSeat _seat;
    private readonly IEventLoop _seatLoop;
    private readonly IEventLoop _harnessLoop;

    internal ReferenceSut(string name, IReferenceSeat seat, IEventLoop seatLoop, IEventLoop harnessLoop)
    {
        Name = name;
        _seat = seat;
        _seatLoop = seatLoop;
        _harnessLoop = harnessLoop;
        seat.UserSaw += (sight, values) => harnessLoop.Post(() => UserSaw?.Invoke(new UserSight(sight, values)));
    }

    public event Action<UserSight>? UserSaw;

    public string Name { get; }

    public IPEndPoint? MsrpAddress => _seat.MsrpAddress;

    public ISutControl Control => this;

    public bool ReportsSights => true;

    public IPEndPoint? SipAddress(TransportKind transport) => _seat.SipAddresses.GetValueOrDefault(transport);

    public string UserFor(Party party, string nonce) => $"{party.Name.ToLowerInvariant()}.{nonce}";

    /// <summary>The reference answers to every action; one that a seat does not know fails with its own text.</summary>
    public bool Supports(string action) => true;

    public void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed) => _seatLoop.Post(() =>
    {
        string? problem = null;
        try
        {
            _seat.Perform(action, values);
        }
        catch (ArgumentException refused)
        {
            problem = refused.Message;
        }

        _harnessLoop.Post(() => completed(problem));
    });

    public void Dispose()
    {
        if (_seatLoop is Stack.Net.SocketLoop { IsCurrent: false } loop)
        {
            loop.InvokeAsync(_seat.Dispose).GetAwaiter().GetResult();
            return;
        }

        _seat.Dispose();
    }
}
