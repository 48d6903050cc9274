using System.Text;
using System.Text.Json.Nodes;
using Perch.Directory;

namespace Perch.Registrar;

/// <summary>Tells programs outside of phones that come and go; refreshes are no news.</summary>
internal sealed class RegistrationEvents(IOutbox outbox, IDirectory directory) : IBindingListener
{
    public void OnAdded(BindingAdded added)
    {
        var data = DataOf(added.Binding);
        data["expiresAt"] = added.Binding.ExpiresAt;
        data["userAgent"] = added.Binding.UserAgent;
        outbox.AddSoon(new(added.Binding.AccountId, "registration.added", added.At, Actor: null, data));
    }

    public void OnRemoved(BindingRemoved removed)
    {
        var data = DataOf(removed.Binding);
        data["reason"] = Perch.Api.WireNames.Of(removed.Why);
        data["registered"] = !removed.IsLast;
        outbox.AddSoon(new(removed.Binding.AccountId, "registration.removed", removed.At, Actor: null, data));
    }

    private JsonObject DataOf(DeviceBinding binding)
    {
        var data = new JsonObject
        {
            ["registrationId"] = binding.Id,
            ["deviceId"] = binding.DeviceId.Value,
            ["contact"] = Encoding.UTF8.GetString(binding.Contact.Span),
        };

        if (directory.Device(binding.DeviceId)?.OwnerId is { } owner)
        {
            data["userId"] = owner.Value;
        }

        return data;
    }
}
