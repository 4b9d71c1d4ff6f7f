"""Common given and family names, mixed at random: nobody in the demonstration exists."""

GIVEN_NAMES = (
    "Ada", "Ahmet", "Aileen", "Alexander", "Amelie", "Andrea", "Anja", "Anna", "Ayşe", "Benedikt", "Bettina", "Birgit",
    "Carla", "Christian", "Claudia", "Daniel", "Daria", "David", "Elif", "Emil", "Emine", "Erik", "Eva", "Fabian",
    "Fatma", "Felix", "Finn", "Franziska", "Gabriele", "Georg", "Hanna", "Heike", "Helene", "Henrik", "Ida", "Ines",
    "Jan", "Jana", "Johanna", "Jonas", "Julia", "Kai", "Karin", "Katharina", "Kerstin", "Kofi", "Lara", "Lea", "Lena",
    "Leon", "Linh", "Lukas", "Magdalena", "Malte", "Manuela", "Maria", "Marek", "Marie", "Markus", "Martina", "Mehmet",
    "Mia", "Michael", "Mila", "Miriam", "Moritz", "Nadine", "Nele", "Nico", "Nora", "Olga", "Oliver", "Paul", "Petra",
    "Philipp", "Piotr", "Rabia", "Ralf", "Regina", "Robert", "Sabine", "Samir", "Sandra", "Sarah", "Simon", "Sofia",
    "Sonja", "Stefan", "Susanne", "Sven", "Tamara", "Theo", "Thomas", "Tim", "Ulrike", "Valentin", "Vera", "Viktor",
    "Wiebke", "Yusuf", "Zoe",
)  # fmt: skip
FAMILY_NAMES = (
    "Ackermann", "Albrecht", "Arnold", "Aydın", "Bachmann", "Bauer", "Baumann", "Beck", "Berger", "Bergmann", "Böhm",
    "Brandt", "Braun", "Busch", "Celik", "Demir", "Dietrich", "Engel", "Fischer", "Frank", "Friedrich", "Fuchs",
    "Graf", "Groß", "Günther", "Haas", "Hahn", "Hartmann", "Heinrich", "Herrmann", "Hoffmann", "Horn", "Huber",
    "Jäger", "Jansen", "Kaiser", "Kaya", "Keller", "Klein", "Koch", "Köhler", "König", "Kowalski", "Kraus", "Krüger",
    "Kuhn", "Lang", "Lehmann", "Lorenz", "Ludwig", "Maier", "Martin", "Mayer", "Meyer", "Möller", "Müller", "Nguyen",
    "Nowak", "Öztürk", "Otto", "Peters", "Pfeiffer", "Pohl", "Richter", "Roth", "Sauer", "Schäfer", "Schmid",
    "Schmidt", "Schneider", "Scholz", "Schreiber", "Schröder", "Schubert", "Schulte", "Schulz", "Schumacher",
    "Schuster", "Schwarz", "Seidel", "Simon", "Sommer", "Stein", "Thomas", "Vogel", "Vogt", "Wagner", "Walter",
    "Weber", "Weiß", "Werner", "Winkler", "Winter", "Wolf", "Yılmaz", "Ziegler", "Zimmermann",
)  # fmt: skip
