using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>A user made of delegates.</summary>
internal sealed class SipClientCallbacks(Action<SipMessage>? onResponse, Action? onTimeout, Action<string>? onTransportError) : ISipClientUser
{
    public void OnResponse(SipMessage response) => onResponse?.Invoke(response);

    public void OnTimeout() => onTimeout?.Invoke();

    public void OnTransportError(string reason) => onTransportError?.Invoke(reason);
}
