using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Perch.Directory.Tests.Secrets;

[SupportedOSPlatform("linux")]
public class KeepingSipPasswords
{
    // The example of RFC 2617 §3.5, whose password has its spaces.
    [Fact]
    public void The_digest_is_that_of_the_standard()
    {
        var secret = SipHa1.Of("Mufasa", "testrealm@host.com", new("Circle Of Life"));

        Assert.Equal("939e7578ed9e3c518a452acee763bce9", Encoding.ASCII.GetString(secret.Ha1Md5));
        Assert.Equal(64, secret.Ha1Sha256.Length);
        Assert.Equal("***", secret.ToString());
    }

    [Fact]
    public async Task A_device_gets_a_random_password_that_can_be_read_back()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var desk = await office.AddDeviceAsync("window");

        var password = await PasswordAsync(office, desk);

        Assert.Equal(24, password!.Value.Length);
        Assert.Equal(HashOf(password), Hash(desk));
    }

    [Fact]
    public async Task A_changed_password_and_a_changed_user_name_change_the_digest()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var desk = await office.AddDeviceAsync("window");

        var password = await SipAsync(office, desk, sip => sip with { NewPassword = new("Tq7mWd2xKp9z") });
        Assert.Equal(HashOf(new("Tq7mWd2xKp9z")), Hash(password));
        Assert.True(Assert.IsType<DeviceChanged>(office.News[^1]).CredentialsChanged);

        var renamed = await SipAsync(office, desk, sip => sip with { Username = "door" });
        Assert.Equal(HashOf(new("Tq7mWd2xKp9z"), "door"), Hash(renamed));
        Assert.Null(office.Directory.DeviceBySipUsername(office.Account, "window"));
    }

    [Fact]
    public async Task A_new_realm_changes_every_digest_of_the_account()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var desk = await office.AddDeviceAsync("window");
        var before = Hash(desk);

        await office.Accounts.ChangeAsync(
            office.Account, null, draft => draft with { Realm = "Acme.Example.com" }, DirectoryFixture.Cancel);

        var password = await PasswordAsync(office, desk);
        var expected = SipHa1.Of("window", "acme.example.com", password!).Ha1Md5;
        Assert.Equal(Encoding.ASCII.GetString(expected), Hash(office.Directory.Device(desk.Id)!));
        Assert.NotEqual(before, Hash(office.Directory.Device(desk.Id)!));
        Assert.Null(office.Directory.AccountByRealm(DirectoryFixture.Realm));
    }

    [Fact]
    public async Task The_files_hold_neither_password_nor_digest_in_the_clear()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var desk = await office.AddDeviceAsync("window", draft => draft with { Brand = "a-brand-to-be-found" });
        var password = await PasswordAsync(office, desk);
        await office.RestartAsync();

        var files = string.Concat(System.IO.Directory.GetFiles(office.Root, "perch.db*").Select(Latin1));

        Assert.Contains("a-brand-to-be-found", files, StringComparison.Ordinal);
        Assert.DoesNotContain(password!.Value, files, StringComparison.Ordinal);
        Assert.DoesNotContain(Hash(desk), files, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_servers_own_user_may_read_the_keys()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var directory = new DataDirectory(office.Root);

        var files = System.IO.Directory.GetFiles(directory.Keys);

        Assert.Equal(Enum.GetValues<KeyPurpose>().Length, files.Length);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(directory.Keys));
    }

    [Theory]
    [InlineData("sip-passwords.key")]
    [InlineData("pins.key")]
    public async Task Without_its_keys_a_database_is_refused_rather_than_given_new_ones(string key)
    {
        await using var office = await DirectoryFixture.StartAsync();
        File.Delete(Path.Combine(office.Root, "keys", key));

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(office.RestartAsync);

        Assert.Contains("restore it from the backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_keys_of_another_installation_it_is_refused()
    {
        await using var office = await DirectoryFixture.StartAsync();
        await office.AddDeviceAsync("window");
        var key = Path.Combine(office.Root, "keys", "sip-passwords.key");
        await File.WriteAllBytesAsync(key, RandomNumberGenerator.GetBytes(32), DirectoryFixture.Cancel);

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(office.RestartAsync);

        Assert.Contains("keys do not belong to this database", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_opens_only_for_the_device_it_was_sealed_for()
    {
        await using var office = await DirectoryFixture.StartAsync();
        var box = office.Get<SecretBox>();
        var (window, door) = (Guid.NewGuid(), Guid.NewGuid());

        var sealedBox = box.Seal(window, new("Tq7mWd2xKp9z"));

        Assert.Equal("Tq7mWd2xKp9z", box.Open(window, sealedBox).Value);
        Assert.ThrowsAny<CryptographicException>(() => box.Open(door, sealedBox));
        Assert.ThrowsAny<CryptographicException>(() => box.Open(window, []));
        Assert.NotEqual(sealedBox, box.Seal(window, new("Tq7mWd2xKp9z")));
    }

    private static Task<Secret?> PasswordAsync(DirectoryFixture office, Device device) =>
        office.Get<IDeviceSecrets>().SipPasswordAsync(office.Account, device.Id, DirectoryFixture.Cancel);

    private static async Task<Device> SipAsync(DirectoryFixture office, Device device, Func<SipDraft, SipDraft> edit)
    {
        (await office.Devices.ChangeAsync(
            office.Account, device.Id, null, draft => draft with { Sip = edit(draft.Sip) },
            DirectoryFixture.Cancel)).Done();
        return office.Directory.Device(device.Id)!;
    }

    private static string Hash(Device device) => Encoding.ASCII.GetString(device.Secret.Ha1Md5);

    private static string HashOf(Secret password, string username = "window") =>
        Encoding.ASCII.GetString(SipHa1.Of(username, DirectoryFixture.Realm, password).Ha1Md5);

    private static string Latin1(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(file));
}
