using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;

namespace Perch.Server.Demo;

/// <summary>Adds what is missing of the demonstration office to the default account. Changes nothing that is there.</summary>
internal sealed class DemoOffice(IServiceProvider services, DemoPins pins)
{
    private readonly IDirectory _directory = services.GetRequiredService<IDirectory>();
    private readonly IChanges<UserId, UserDraft> _users = services.GetRequiredService<IChanges<UserId, UserDraft>>();
    private readonly IChanges<DeviceId, DeviceDraft> _devices =
        services.GetRequiredService<IChanges<DeviceId, DeviceDraft>>();

    public async Task AddAsync()
    {
        foreach (var person in DemoPlan.People)
        {
            var user = UserOf(person) ?? await AddPersonAsync(person);
            await AddPhoneAsync(person.Username, $"{person.FirstName}'s phone", user);
        }

        foreach (var colleague in DemoPlan.Colleagues.Where(colleague => UserOf(colleague) is null))
        {
            await AddPersonAsync(colleague);
        }

        foreach (var desk in DemoPlan.Desks.Concat(DemoPlan.LiveDesks))
        {
            await AddPhoneAsync(desk.Username, desk.Nickname, owner: null);
        }
    }

    private UserId? UserOf(DemoPerson person) =>
        _directory.UserByExtension(_directory.DefaultAccount.Id, person.Extension)?.Id;

    private async Task<UserId?> AddPersonAsync(DemoPerson person)
    {
        var pin = DemoPins.MakeFor(person);
        var draft = new UserDraft
        {
            Username = person.Username,
            FirstName = person.FirstName,
            LastName = person.LastName,
            Extension = person.Extension,
            HotDesk = new() { Enabled = true, Id = person.Extension, RequirePin = true, NewPin = new(pin) },
        };
        var outcome = await _users.CreateAsync(_directory.DefaultAccount.Id, draft, CancellationToken.None);

        if (outcome is not ChangeOutcome<UserDraft>.Done done)
        {
            // Somebody else has the name or the number: their office is no place for our people.
            return null;
        }

        pins.Write(new Dictionary<string, string>(pins.Read()) { [person.Username] = pin });

        return new UserId(done.Stored.Id);
    }

    private async Task AddPhoneAsync(string username, string nickname, UserId? owner)
    {
        var account = _directory.DefaultAccount.Id;

        if (_directory.DeviceBySipUsername(account, username) is null)
        {
            var draft = new DeviceDraft { Nickname = nickname, OwnerId = owner, Sip = new() { Username = username } };
            await _devices.CreateAsync(account, draft, CancellationToken.None);
        }
    }
}
